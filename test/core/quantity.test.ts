import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { cpuMillis, cpuQuantity, memoryQuantity } from '../../src/core/quantity';

const KIBIBYTES: Record<string, number> = { Ki: 1, Mi: 1024, Gi: 1024 * 1024 };

describe('quantities', () => {
  test.each([
    [Size.gibibytes(4), '4Gi'],
    [Size.mebibytes(1536), '1536Mi'],
    [Size.mebibytes(2048), '2Gi'],
    [Size.kibibytes(1), '1Ki'],
  ])('memory is written in the largest unit that keeps it whole', (size, text) => {
    expect(memoryQuantity(size)).toBe(text);
  });

  test('memory means the same after it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (kibibytes) => {
        const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(memoryQuantity(Size.kibibytes(kibibytes))) ?? [];
        expect(Number(amount) * Number(KIBIBYTES[String(unit)])).toBe(kibibytes);
      }),
    );
  });

  test.each([
    [Cpu.units(2), '2'],
    [Cpu.units(0.5), '500m'],
    [Cpu.millis(1500), '1500m'],
    [Cpu.millis(2000), '2'],
  ])('CPU is written in cores when they are whole, else in thousandths', (cpu, text) => {
    expect(cpuQuantity(cpu)).toBe(text);
  });

  test('CPU means the same after it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (millis) => {
        const text = cpuQuantity(Cpu.millis(millis));
        expect(text.endsWith('m') ? Number(text.slice(0, -1)) : Number(text) * 1000).toBe(millis);
        expect(cpuMillis(Cpu.units(millis / 1000))).toBe(millis);
      }),
    );
  });
});
