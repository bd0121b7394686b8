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
  type Data,
} from '../core/manifest-data';
