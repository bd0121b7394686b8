import { partsOf, specOf } from './field-spec';
import type { Group, Shape } from './group';

/** One entry of the `config:` block in Pulumi.yaml. */
export interface ConfigEntry {
  readonly description?: string;
  readonly default: unknown;
  readonly secret?: true;
}

/**
 * The `config:` block of Pulumi.yaml for a group of settings, as plain data. No entry has a `type`, and each has a default
 * (an empty one stands for "not set"): else the engine stops at its own first error before all can be told.
 */
export function configBlock<S extends Shape>(schema: Group<S>): Record<string, ConfigEntry> {
  return Object.fromEntries(
    Object.entries(partsOf(schema).shape).map(([name, field]) => {
      const { description, fallback, secret } = specOf(field);
      return [
        name,
        {
          ...(description !== undefined && { description }),
          default: fallback ?? '',
          ...(secret && { secret: true as const }),
        },
      ];
    }),
  );
}
