import type { Cpu } from 'cdk8s-plus-27';
import { SizeRoundingBehavior, type Size } from 'cdk8s';
import type { Refusal } from './refusal';

/** Kubernetes quantity of a memory size, in the largest binary unit that keeps it whole: `4Gi`, `1536Mi`. */
export function memoryQuantity(size: Size): string {
  const kibibytes = kibibytesOf(size);
  if (kibibytes % MEBIBYTE !== 0) return `${kibibytes}Ki`;
  return kibibytes % GIBIBYTE !== 0 ? `${kibibytes / MEBIBYTE}Mi` : `${kibibytes / GIBIBYTE}Gi`;
}

/** Kubernetes quantity of an amount of CPU: `2`, `500m`. */
export function cpuQuantity(cpu: Cpu): string {
  const millis = cpuMillis(cpu);
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/** An amount of CPU in thousandths of a core. */
export function cpuMillis(cpu: Cpu): number {
  const { amount } = cpu;
  return Math.round(amount.endsWith('m') ? Number(amount.slice(0, -1)) : Number(amount) * 1000);
}

/** A size in kibibytes, fractions included: one with a fraction is refused, not thrown at. */
export function kibibytesOf(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
}

/** What is wrong with a memory size that a pod must have, or nothing. `nothing` says what none of it would mean. */
export function memoryRefusal(prop: string, size: Size, nothing: string, fix: string): Refusal | undefined {
  const kibibytes = kibibytesOf(size);
  if (kibibytes > 0 && Number.isSafeInteger(kibibytes)) return undefined;
  if (kibibytes === 0) return { prop, value: memoryQuantity(size), problem: nothing, allowed: 'more than 0', fix };
  return {
    prop,
    value: `${kibibytes}Ki`,
    problem: 'is no amount of memory',
    allowed: 'whole kibibytes, more than 0 and less than 8 EiB',
    fix: 'write whole units, such as Size.mebibytes(512)',
  };
}

/** What is wrong with an amount of CPU that a pod must have, or nothing. */
export function cpuRefusal(prop: string, cpu: Cpu, nothing: string, fix: string): Refusal | undefined {
  const millis = cpuMillis(cpu);
  if (millis > 0 && Number.isSafeInteger(millis)) return undefined;
  if (millis === 0) return { prop, value: cpuQuantity(cpu), problem: nothing, allowed: 'more than 0', fix };
  return {
    prop,
    value: cpu.amount,
    problem: 'is no amount of CPU',
    allowed: 'thousandths of a core, more than 0',
    fix: 'write cores or thousandths of them, such as Cpu.millis(500)',
  };
}

/** Kibibytes in larger units. */
const MEBIBYTE = 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
