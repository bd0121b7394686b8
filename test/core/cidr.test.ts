import { BlockList } from 'node:net';
import fc from 'fast-check';
import { cidrRefusal, containsRange } from '../../src/core/cidr';
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

describe('a range in another', () => {
  const byte = fc.nat({ max: 255 });
  const four = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
  const six = fc
    .array(fc.constantFrom(0, 1, 0xfd00, 0xfe80, 0xffff, 0x8000), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.map((group) => group.toString(16)).join(':'));
  const ranges = fc.oneof(
    ...(
      [
        [four, 32, 'ipv4'],
        [six, 128, 'ipv6'],
      ] as const
    ).map(([address, width, family]) =>
      fc.record({
        family: fc.constant(family),
        outer: address,
        // often near to the other, so that prefixes decide
        inner: address,
        shared: fc.boolean(),
        bits: fc.nat({ max: width }),
        innerBits: fc.nat({ max: width }),
      }),
    ),
  );

  test('is what the address lists of Node.js say', () => {
    fc.assert(
      fc.property(ranges, ({ family, outer, inner, shared, bits, innerBits }) => {
        const start = shared ? outer : inner;
        const list = new BlockList();
        list.addSubnet(outer, bits, family);
        const expected = bits <= innerBits && list.check(start, family);
        expect(containsRange(`${outer}/${bits}`, `${start}/${innerBits}`)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['of the other family', '::/0', '10.0.0.0/8'],
    ['with a zone', 'fe80::/10', 'fe80::1%eth0/128'],
    ['with an IPv4 address inside', '::/0', '::ffff:10.0.0.1/128'],
    ['that is none', '10.0.0.0/8', 'orders'],
  ])('is none for a range %s', (_title, range, inner) => {
    expect(containsRange(range, inner)).toBe(false);
  });
});
