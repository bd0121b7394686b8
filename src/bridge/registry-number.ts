const COUNTER = Symbol.for('seaworthy.bridge.registries');

/**
 * Tells one registry of Outputs from every other in the process, by six hexadecimal digits. Counted, not random, so that a
 * second run gives the same tokens; counted for the process, not for this module, so that two installed copies of the library
 * do not take each other's tokens for their own.
 */
export function nextRegistry(): string {
  const counted: unknown = Reflect.get(globalThis, COUNTER);
  const number = typeof counted === 'number' ? counted : 0;
  Reflect.set(globalThis, COUNTER, number + 1);
  return number.toString(16).padStart(6, '0');
}
