/** How rules read manifests; the arithmetic in core reads them the same way. */
export {
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
  type Data,
} from '../core/manifest-data';
