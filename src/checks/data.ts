import * as manifestData from '../core/manifest-data';

export type { Data } from '../core/manifest-data';

/**
 * How rules read manifests; the arithmetic in core reads them the same way. They are bound here, as what is re-exported goes
 * through a getter at each of millions of calls.
 */
export const {
  asData,
  asList,
  asText,
  dataAt,
  isData,
  listAt,
  shown,
  someText,
  textAt,
  textsAt,
  textsIn,
  valueAt,
  valueAtPath,
} = manifestData;
