import fc from 'fast-check';
import { binaryQuantity, decimalQuantity, ONE, parseAmount, quantityThousandths } from '../../src/core/amount';

describe('amounts', () => {
  // the table of suffixes in the API documentation of Quantity
  test.each([
    ['1', ONE],
    ['500m', ONE / 2n],
    ['.5', ONE / 2n],
    ['1e3', 1000n * ONE],
    ['1k', 1000n * ONE],
    ['1Ki', 1024n * ONE],
    ['1.5Gi', 1536n * 1024n * 1024n * ONE],
    ['1E', 10n ** 18n * ONE],
    ['-1', -ONE],
    [2, 2n * ONE],
  ])('%s is read exactly', (quantity, amount) => {
    expect(parseAmount(quantity)).toBe(amount);
  });

  test('what is finer than a billionth counts as the next one', () => {
    expect(parseAmount('0.0000000001')).toBe(1n);
    expect(parseAmount('1.0000000001')).toBe(ONE + 1n);
  });

  test.each(['', 'm', '1 Gi', '1gi', '1KiB', '0x10', 'many', '.', null, undefined, {}, Number.NaN])(
    '%p is no quantity',
    (value) => {
      expect(parseAmount(value)).toBeUndefined();
    },
  );

  test('bytes mean the same after they were written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), fc.constantFrom(0n, 10n, 20n, 30n), (bytes, shift) => {
        const amount = (bytes << shift) * ONE;
        expect(parseAmount(binaryQuantity(amount))).toBe(amount);
      }),
    );
  });

  test('a written quantity is never less than its amount, and less than one unit more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (amount) => {
        const cores = parseAmount(decimalQuantity(amount)) ?? -1n;
        expect(cores >= amount && cores - amount < ONE / 1000n).toBe(true);
        const bytes = parseAmount(binaryQuantity(amount)) ?? -1n;
        expect(bytes >= amount && bytes - amount < ONE).toBe(true);
      }),
    );
  });

  test('sums of quantities are those of whole thousandths, whatever they are written as', () => {
    const written = (millis: number) =>
      fc.constantFrom(`${millis}m`, `${millis / 1000}`, `${millis * 1000}u`).map((text) => ({ millis, text }));
    const some = fc.array(fc.integer({ min: 0, max: 100_000 }).chain(written), { maxLength: 20 });
    fc.assert(
      fc.property(some, (all) => {
        const total = all.reduce((sum, { text }) => sum + (parseAmount(text) ?? 0n), 0n);
        expect(total).toBe(BigInt(all.reduce((sum, { millis }) => sum + millis, 0)) * (ONE / 1000n));
      }),
    );
  });

  test.each([
    [0n, '0'],
    [1024n ** 3n, '1Gi'],
    [1024n ** 3n + 1024n, '1048577Ki'],
    [1025n, '1025'],
  ])('%s bytes are written as %s', (bytes, quantity) => {
    expect(binaryQuantity(bytes * ONE)).toBe(quantity);
  });
});

describe('thousandths', () => {
  test.each([
    ['500m', 500],
    ['2', 2000],
    [2, 2000],
    ['0.07', 70],
    ['1.5Gi', 1.5 * 2 ** 30 * 1000],
    ['1G', 1e12],
    ['1e3', 1e6],
    ['100u', 1],
    ['-500m', -500],
    ['', undefined],
    ['1 Gi', undefined],
    ['many', undefined],
    [true, undefined],
  ])('%p is %p thousandths', (text, thousandths) => {
    expect(quantityThousandths(text)).toBe(thousandths);
  });

  test('a number of thousandths is read as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millis) => {
        expect(quantityThousandths(`${millis}m`)).toBe(millis);
        expect(quantityThousandths(String(millis / 1000))).toBe(millis);
      }),
    );
  });
});
