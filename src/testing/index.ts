/** Tests of your own charts. Pulumi programs are tested with `seaworthy/testing/pulumi`. */

import './jest-matchers';

export { findings } from './findings';
export { matchers, type MatcherResult, type Registered, type Renderable, type SeaworthyMatchers } from './matchers';
export { only, render, type Fields, type RenderedObject, type RenderOptions } from './render';
export { snapshot, type SnapshotOptions } from './snapshot';
export type { Mask } from './mask';
