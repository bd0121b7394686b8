import { Construct } from 'constructs';
import { App } from 'cdk8s';
import { extended, group, list, number, once, optional, requireShape, shapeRefusals, text } from '../../src/core/shape';

describe('a shape whose values are looked into once', () => {
  const looked = jest.fn((): [] => []);
  const shape = once({ ...group({ name: text }), inside: looked });

  test('looks into a value that was right no second time', () => {
    const value = { name: 'api' };
    shapeRefusals('a', value, shape);
    shapeRefusals('b', value, shape);
    shapeRefusals('b', { name: 'api' }, shape);
    expect(looked).toHaveBeenCalledTimes(2);
  });

  test('tells what is wrong with a value each time, by the prop that asks', () => {
    const wrong = { name: 5 };
    const told = ['a', 'b'].map((prop) => shapeRefusals(prop, wrong, once(group({ name: text }))));
    expect(told.flat().map(({ prop }) => prop)).toEqual(['a.name', 'b.name']);
    const same = once(group({ name: text }));
    expect(['a', 'b'].flatMap((prop) => shapeRefusals(prop, wrong, same))).toHaveLength(2);
  });
});

describe('a shape that has further props', () => {
  const shape = extended(group({ name: text }), { count: number, notes: optional(list(text)) });

  test('tells what is wrong with those of both, the first ones first', () => {
    const refusals = shapeRefusals('x', { notes: [1] }, shape);
    expect(refusals.map(({ prop, problem }) => `${prop} ${problem}`)).toEqual([
      'x.name is missing',
      'x.count is missing',
      'x.notes[0] is a number',
    ]);
  });

  test('names those of both where there is no object', () => {
    expect(shapeRefusals('x', 5, shape)[0]?.allowed).toBe('an object with name, count, notes');
  });
});

test('an object of any props is asked for without a list of none', () => {
  expect(shapeRefusals('x', 5, group({}))[0]?.allowed).toBe('an object');
});

test('a construct is told of by its path', () => {
  const construct = new Construct(new Construct(new App(), 'shop'), 'api');
  expect(() => {
    requireShape(construct, { name: 5 }, { name: text });
  }).toThrow('[shop/api]: name is a number; allowed: a text;');
});
