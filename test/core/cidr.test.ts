import fc from 'fast-check';
import { cidrRefusal } from '../../src/core/cidr';
import { tokenText } from '../../src/core/token';

describe('ranges of addresses', () => {
  test('every IPv4 and IPv6 range with a prefix is accepted', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.integer({ min: 1, max: 32 }),
        (address, bits) => cidrRefusal('cidr', `${address}/${bits}`) === undefined,
      ),
    );
    fc.assert(
      fc.property(
        fc.ipV6(),
        fc.integer({ min: 1, max: 128 }),
        (address, bits) => cidrRefusal('cidr', `${address}/${bits}`) === undefined,
      ),
    );
  });

  test.each(['', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1', 'example.com/8'])(
    "rejects '%s'",
    (cidr) => {
      expect(cidrRefusal('cidr', cidr)?.problem).toBe('is not a range of addresses');
    },
  );

  test.each(['0.0.0.0/0', '::/0'])("rejects '%s', which is everything", (cidr) => {
    expect(cidrRefusal('cidr', cidr)?.problem).toBe('opens the whole network');
  });

  test('a range that only a deployment knows is judged then', () => {
    expect(cidrRefusal('cidr', tokenText({ registry: 'abcdef', index: 0 }))).toBeUndefined();
  });
});
