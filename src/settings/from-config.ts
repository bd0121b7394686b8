import { partsOf, specOf } from './field-spec';
import type { TextForm } from './field-spec';
import type { Group, Shape } from './group';

/**
 * Reads the settings of a group from text, as Pulumi Config gives them: numbers, booleans, and JSON for structures. Text
 * that cannot be read stays text, so that `readSettings` tells it with everything else. An empty text is not set.
 *
 * @param get gives the text of a key: `(key) => config.get(key)`
 * @returns plain data for a layer
 */
export function fromConfig<S extends Shape>(
  schema: Group<S>,
  get: (key: string) => string | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(partsOf(schema).shape).flatMap(([name, field]) => {
      const text = get(name);
      return text === undefined || text === '' ? [] : [[name, readText(specOf(field).form, text)]];
    }),
  );
}

function readText(form: TextForm, text: string): unknown {
  if (form === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (form === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return form === 'structure' ? jsonOrText(text) : text;
}

function jsonOrText(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return text;
  }
}
