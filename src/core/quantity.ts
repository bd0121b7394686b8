import type { Cpu } from 'cdk8s-plus-27';
import type { Size } from 'cdk8s';

/** Kubernetes quantity of a memory size, in the largest binary unit that keeps it whole: `4Gi`, `1536Mi`. */
export function memoryQuantity(size: Size): string {
  const kibibytes = size.toKibibytes();
  const [unit, divisor] =
    kibibytes % MEBIBYTE !== 0
      ? (['Ki', 1] as const)
      : kibibytes % GIBIBYTE !== 0
        ? (['Mi', MEBIBYTE] as const)
        : (['Gi', GIBIBYTE] as const);
  return `${kibibytes / divisor}${unit}`;
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

/** Kibibytes in larger units. */
const MEBIBYTE = 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
