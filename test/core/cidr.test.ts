import fc from 'fast-check';
import { cidrRefusal } from '../../src/core/cidr';
import { tokenText } from '../../src/core/token';

/** An IPv6 address as a number. */
function ipv6(address: string): bigint {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

describe('ranges of addresses', () => {
  test('every IPv4 and IPv6 range that starts at its first address is accepted, and no other', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 32 }), (address, bits) => {
        // only the address that the range starts at has no bits behind the prefix
        const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
        const starts = value % 2 ** (32 - bits) === 0;
        return (cidrRefusal('cidr', `${address}/${bits}`) === undefined) === starts;
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 1, max: 128 }), (address, bits) => {
        const plain = !address.includes('.');
        const starts = plain && ipv6(address) % 2n ** BigInt(128 - bits) === 0n;
        return (cidrRefusal('cidr', `${address}/${bits}`) === undefined) === starts;
      }),
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
