import { anything } from './anything';
import { list, record } from './collection-fields';
import { group } from './group';
import { boolean, integer, number, percent, port } from './number-fields';
import { oneShape } from './one-shape';
import { cpu, duration, memory } from './quantity-fields';
import { cidr, dnsLabel, dnsName, image, oneOf, secretKey, string } from './text-fields';

/** Every kind of setting: `field.integer({ min: 1 })`, `field.group({ ... })`. */
export const field = {
  string,
  oneOf,
  image,
  dnsLabel,
  dnsName,
  cidr,
  secretKey,
  integer,
  number,
  port,
  boolean,
  percent,
  cpu,
  memory,
  duration,
  list,
  record,
  group,
  oneShape,
  anything,
} as const;
