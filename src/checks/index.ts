export { check, examine, rules } from './check';
export type { CheckOptions, Examination, RuleDescription } from './check';
export type { CheckInput, ServedApis } from './check-input';
export { explainFinding } from './finding';
export type { Finding, Severity } from './finding';
export type { CheckedObject } from './rendered-object';
export { reach, type Path, type Reach } from './reach/reach';
export { explainWaiver } from './waiver';
export type { Waiver, WaiverUse } from './waiver';
