import { register } from '../../src/bridge/register';

const stackOf = () => new Error('told').stack;

test('what is made takes no stacks, and what comes after it does', () => {
  expect(register(stackOf)).toBe('Error: told');
  expect(stackOf()).toContain('register.test');
});

test('what cannot be made says so, and stacks are back', () => {
  expect(() =>
    register(() => {
      throw new Error('refused');
    }),
  ).toThrow('refused');
  expect(stackOf()).toContain('register.test');
});
