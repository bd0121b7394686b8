import type { SeaworthyMatchers } from './matchers';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- @types/jest declares its matchers in a global namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- the type parameters of @types/jest
    interface Matchers<R, T = {}> extends SeaworthyMatchers<R> {}
  }
}
