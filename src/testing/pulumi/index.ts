/** Tests of Pulumi programs, without an engine. */

export { mockStack, type MockStack, type MockStackOptions } from './mock-stack';
export { secret, UNKNOWN, type SecretValue } from './marks';
export type { MockResource } from './registration';
export type { MockConfig, MockStackReferences } from './stack-inputs';
