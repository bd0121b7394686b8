import fc from 'fast-check';
import { nearestName, oneOfKnown, readTogether, SettingsError } from '../../src/settings';

const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

test('a known name is returned as it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ENVIRONMENTS), (name) => oneOfKnown('environment', name, ENVIRONMENTS) === name),
  );
});

test('rejects an unknown environment with the nearest known name', () => {
  expect(() => oneOfKnown('environment', 'prdo', ENVIRONMENTS)).toThrow(
    "1 problem in the settings:\n  environment 'prdo' is not known; allowed: 'dev', 'staging', 'prod'; did you mean 'prod'?",
  );
});

test('rejects an unknown system that is like no other with all known names', () => {
  expect(() => oneOfKnown('system', 'billing', ['feature-api', 'shop'])).toThrow(
    "system 'billing' is not known; allowed: 'feature-api', 'shop'; choose one of them",
  );
});

test('letter case does not count for nearness, but the name is still refused', () => {
  expect(nearestName('PROD', ENVIRONMENTS)).toBe('prod');
  expect(() => oneOfKnown('environment', 'PROD', ENVIRONMENTS)).toThrow("did you mean 'prod'?");
});

test('one wrong letter in a name of three or more is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('staging', 'feature-api', 'replicas'),
      fc.nat(),
      fc.stringMatching(/^[a-z]$/),
      (name, at, letter) => {
        const position = at % name.length;
        const misspelt = name.slice(0, position) + letter + name.slice(position + 1);
        expect(nearestName(misspelt, ['staging', 'feature-api', 'replicas', 'xyz'])).toBe(name);
      },
    ),
  );
});

test('nothing is near when nothing is known', () => {
  expect(nearestName('a', [])).toBeUndefined();
});

describe('readTogether', () => {
  const refuse =
    (...lines: string[]) =>
    () => {
      throw new SettingsError(lines);
    };

  test('gives every result under its name', () => {
    expect(readTogether({ a: () => 1, b: () => 'x' })).toEqual({ a: 1, b: 'x' });
  });

  test('rejects with the problems of all readings', () => {
    expect(() =>
      readTogether({ a: refuse('a is wrong', 'b is wrong'), fine: () => 1, c: refuse('c is wrong') }),
    ).toThrow('3 problems in the settings:\n  a is wrong\n  b is wrong\n  c is wrong');
  });

  test('passes on what is no refusal', () => {
    const bug = () => {
      throw new TypeError('bug');
    };
    expect(() => readTogether({ a: refuse('a is wrong'), bug })).toThrow(TypeError);
  });
});
