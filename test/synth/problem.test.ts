import { inspect } from 'node:util';
import { SynthesisError } from '../../src/synth';

const PROBLEMS = [
  { path: 'shop/api', message: 'has no image' },
  { path: '', message: 'has no chart' },
];

test('the message counts the problems and gives each a line with its place', () => {
  expect(new SynthesisError(PROBLEMS.slice(0, 1)).message).toBe(
    'the App cannot be rendered, 1 problem:\n  [shop/api] has no image',
  );
  expect(new SynthesisError(PROBLEMS).message).toBe(
    'the App cannot be rendered, 2 problems:\n  [shop/api] has no image\n  [] has no chart',
  );
});

test('a program that does not catch it prints each problem once', () => {
  const printed = inspect(new SynthesisError(PROBLEMS));
  expect(printed.match(/has no image/g)).toHaveLength(1);
  expect(printed).not.toContain('cause');
});

test('keeps its cause where there is one', () => {
  const cause = new Error('earlier');
  expect(new SynthesisError(PROBLEMS, { cause })).toMatchObject({ cause, problems: PROBLEMS, name: 'SynthesisError' });
});
