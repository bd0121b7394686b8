export { compareManifests } from './comparison/compare-manifests';
export type { CompareOptions, FieldChange, ObjectChange } from './comparison/compare-manifests';
export type { ItemKey, Step } from './comparison/field-path';
export type { Identity } from './identity';
export type { AppOptions } from './arrange';
export type { Manifest, ManifestMetadata } from './manifest';
export { SynthesisError, type Problem } from './problem';
export { render, synth, type RenderOptions, type SynthOptions, type SynthResult } from './synth';
export { renamed, type Former, type FormerPath, type FormerVersion } from './renamed';
