import * as token from '../core/token';

/** Bound here as `./data` is: rules ask for tokens at each text that they read, and what is imported is behind a getter. */
export const { hasToken, holdsToken } = token;
