import { JSONPath } from 'jsonpath-plus';

/** What a JSONPath selects in plain data, as texts. */
export function selectedTexts(data: object, path: string): string[] {
  const found: unknown = JSONPath({ path, json: data, wrap: true, eval: false });
  return Array.isArray(found) ? found.map(String) : [];
}
