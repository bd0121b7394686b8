import { App, Chart } from 'cdk8s';
import { allRefusals, explain, refuse } from '../../src/core/refusal';
import { tokenText } from '../../src/core/token';

describe('refusals', () => {
  test('a line says where, which value, what is wrong, what is allowed and how to fix it', () => {
    expect(
      explain({
        prop: 'scale.max',
        value: 2,
        problem: 'is less than scale.min (3)',
        allowed: '3 or more',
        fix: 'raise it',
      }),
    ).toBe('scale.max 2 is less than scale.min (3); allowed: 3 or more; raise it');
    expect(explain({ prop: 'image', value: 'app', problem: 'has no tag', fix: 'add one' })).toBe(
      "image 'app' has no tag; add one",
    );
  });

  test('a value that is not shown leaves no trace in the line', () => {
    expect(explain({ prop: 'password', problem: 'is too short', fix: 'use a longer one' })).toBe(
      'password is too short; use a longer one',
    );
  });

  test('a token is not shown: it would mean nothing to the reader', () => {
    const value = tokenText({ registry: 'abcdef', index: 3 });
    expect(explain({ prop: 'port', value, problem: 'is odd', fix: 'change it' })).toBe(
      'port (a value known only at deployment) is odd; change it',
    );
  });

  test('a credential that was written by mistake is not shown', () => {
    const line = explain({
      prop: 'image',
      value: 'postgresql://app:hunter2@db/orders',
      problem: 'is odd',
      fix: 'change it',
    });
    expect(line).toBe('image (a URL with a password, not shown) is odd; change it');
  });

  test('no number is shown as no number', () => {
    expect(explain({ prop: 'replicas', value: Number.NaN, problem: 'is odd', fix: 'change it' })).toBe(
      'replicas NaN is odd; change it',
    );
  });

  test('nothing is thrown before synthesis, which reports every refusal with its construct', () => {
    const app = new App();
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    refuse(one, [{ prop: 'a', problem: 'is wrong', fix: 'mend it' }]);
    refuse(two, [{ prop: 'b', problem: 'is wrong', fix: 'mend it' }]);
    expect(() => {
      app.synth();
    }).toThrow(/\[one\] a is wrong; mend it[\s\S]*\[two\] b is wrong; mend it/);
  });
});

describe('all refusals', () => {
  const refusal = (prop: string) => ({ prop, problem: 'is wrong', fix: 'correct it' });

  test('are those of each judgement in its place, whether it gives one, several or none', () => {
    const all = allRefusals(undefined, [refusal('a'), undefined, refusal('b')], refusal('c'), [], [refusal('d')]);
    expect(all.map(({ prop }) => prop)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('are none where no judgement found anything', () => {
    expect(allRefusals(undefined, [], [undefined])).toEqual([]);
  });
});
