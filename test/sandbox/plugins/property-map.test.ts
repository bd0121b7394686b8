import fc from 'fast-check';
import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import {
  containsSecret,
  containsUnknown,
  fromStruct,
  isSecret,
  revealed,
  revealedObject,
  secret,
  toStruct,
  UNKNOWN,
} from '../../../sandbox/plugins/protocol/property-map';
import { plainObject } from './plain-data';

describe('property maps', () => {
  test('come back as they were sent', () => {
    fc.assert(
      fc.property(plainObject, (object) => {
        expect(fromStruct(toStruct(object))).toEqual(object);
      }),
    );
  });

  test('lose members without a value, at every depth', () => {
    expect(fromStruct(toStruct({ a: null, b: { c: null, d: [{ e: null, f: 1 }] } }))).toEqual({ b: { d: [{ f: 1 }] } });
  });

  test('are empty where the engine sends none', () => {
    expect(fromStruct(undefined)).toEqual({});
  });

  test("mark secrets as Pulumi's protocol says", () => {
    // the signatures are part of the published protocol (pulumi/pulumi, sdk/go/common/resource/sig)
    expect(secret('x')).toEqual({
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      value: 'x',
    });
  });

  test('mark a secret once only', () => {
    expect(secret(secret('x'))).toEqual(secret('x'));
  });

  test('reveal secrets at any depth, also one inside another', () => {
    const value: JsonObject = { a: secret({ b: [secret('deep')] }), c: 1 };
    expect(revealedObject(value)).toEqual({ a: { b: ['deep'] }, c: 1 });
  });

  test('hold no mark after they are revealed, whatever they held', () => {
    fc.assert(
      fc.property(plainObject, (object) => {
        expect(revealed({ a: secret(object) })).toEqual({ a: object });
      }),
    );
  });

  test.each([
    ['a secret below a list', { a: [{ b: secret(1) }] }, true],
    ['no secret', { a: [{ b: 1 }] }, false],
  ])('find %s', (_, value, expected) => {
    expect(containsSecret(value)).toBe(expected);
  });

  test('find a value that is not known yet, inside a secret too', () => {
    expect(containsUnknown({ a: [secret({ b: UNKNOWN })] })).toBe(true);
    expect(containsUnknown({ a: ['known'] })).toBe(false);
  });

  test('take an object that only looks alike for what it is', () => {
    expect(isSecret({ value: 'x' })).toBe(false);
  });
});
