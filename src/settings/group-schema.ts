import { z } from 'zod';
import type { Refusal } from '../core/refusal';
import { schemaOf } from './field-schema';
import type { GroupParts, RuleCheck } from './field-spec';
import { nearestName } from './known-name';
import { segmentsOf } from './setting-path';

/** The parser of a group: every setting, nothing else, and the rules between them. */
export function groupSchema({ shape, rules }: GroupParts, more: z.ZodRawShape = {}) {
  const settings = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, schemaOf(field)]));
  return z.strictObject({ ...settings, ...more }).superRefine(
    (values, context) => {
      const refused = refusedNames(context.issues, Object.keys(values), Object.keys(shape));
      for (const refusal of rules.flatMap((rule) => refusalsOf(rule, values, refused))) {
        context.issues.push({
          code: 'custom',
          params: { complaint: refusal },
          path: segmentsOf(refusal.prop),
          input: values,
        });
      }
    },
    // rules run although other settings are refused, so that all is told at once
    { when: ({ value }) => typeof value === 'object' && value !== null },
  );
}

/** Settings that a rule must not read: those refused, and those that an unknown name was probably meant to be. */
function refusedNames(issues: readonly z.core.$ZodRawIssue[], written: readonly string[], known: readonly string[]) {
  const open = known.filter((name) => !written.includes(name));
  const names = issues.flatMap((issue) => {
    const name = issue.path?.[0];
    if (name !== undefined) return [String(name)];
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => nearestName(key, open)) : [];
  });
  return new Set(names.filter((name) => name !== undefined));
}

function refusalsOf(rule: RuleCheck, values: object, refused: ReadonlySet<string>): readonly Refusal[] {
  try {
    // the parser has read every value that the rule can reach: the others throw
    return [rule(guarded(values, refused) as never) ?? []].flat();
  } catch (error) {
    if (error instanceof RefusedSetting) return [];
    throw error;
  }
}

/** The values, with those that were refused throwing when they are read. */
function guarded(values: object, refused: ReadonlySet<string>): object {
  const guard = { ...values };
  for (const name of refused) {
    Object.defineProperty(guard, name, {
      enumerable: true,
      get: () => {
        throw new RefusedSetting();
      },
    });
  }
  return guard;
}

class RefusedSetting extends Error {}
