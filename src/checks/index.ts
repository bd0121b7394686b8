export { check, rules } from './check';
export type { CheckInput, CheckOptions, Suppression } from './check';
export { explainFinding } from './finding';
export type { Finding, Severity } from './finding';
export type { CheckedObject } from './rendered-object';
export type { ServedApis } from './rendering';
