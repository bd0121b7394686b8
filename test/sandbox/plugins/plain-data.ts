import fc from 'fast-check';
import type { Json, JsonObject } from '../../../sandbox/plugins/protocol/json';

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__');

const { tree } = fc.letrec<{ tree: Json; leaf: Json; list: Json[]; object: JsonObject }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list'), tie('object')),
  leaf: fc.oneof(fc.boolean(), fc.integer(), fc.string()),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  object: fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
}));

/** Any value that a manifest may hold. */
export const plainValue: fc.Arbitrary<Json> = tree;

/** Any manifest-like object. */
export const plainObject: fc.Arbitrary<JsonObject> = fc.dictionary(key, tree, { maxKeys: 5, noNullPrototype: true });
