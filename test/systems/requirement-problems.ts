import { isDeepStrictEqual } from 'node:util';
import { JSONPath } from 'jsonpath-plus';
import type { Requirement, RenderedField, RequirementsDocument } from '../../systems/requirement';

/** Rendered objects by environment, and there by kind and name: `Deployment/api`. */
export type Rendered = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Everything that a list of requirements claims wrongly, and every section that it passes over. */
export function requirementProblems(
  { sections, requirements }: RequirementsDocument,
  rendered: Rendered,
): readonly string[] {
  const answers = sections.map((section) => [section, requirements[section] ?? []] as const);
  const rows = answers.flatMap(([, answer]) => (typeof answer === 'string' ? [] : answer));
  const ids = rows.map(({ id }) => id);
  return [
    ...answers
      .filter(([, answer]) => answer.length === 0)
      .map(([title]) => `section '${title}' has no row and no reason`),
    ...Object.keys(requirements)
      .filter((title) => !sections.includes(title))
      .map((title) => `rows stand under '${title}', which is no section`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id '${id}' stands twice`),
    ...rows.flatMap((row) => rowProblems(row, rendered).map((problem) => `${row.id}: ${problem}`)),
  ];
}

function rowProblems({ answer }: Requirement, rendered: Rendered): string[] {
  switch (answer.by) {
    case 'manifests':
    case 'application':
      return answer.fields.flatMap((field) => fieldProblems(field, rendered));
    case 'later': {
      const kinds = Object.values(rendered).flatMap((objects) => Object.keys(objects).map((key) => key.split('/')[0]));
      return answer.kinds
        .filter((kind) => kinds.includes(kind))
        .map((kind) => `${kind} is rendered: say what meets it`);
    }
    case 'nothing':
      return [];
  }
}

function fieldProblems({ environment, object, path, value }: RenderedField, rendered: Rendered): string[] {
  const data = rendered[environment]?.[object];
  if (path === '') return data === undefined ? [] : [`${environment} has ${object}`];
  if (data === undefined) return [`${environment} has no ${object}`];
  const found: unknown = JSONPath({ path: `$${path}`, json: data, wrap: true, eval: 'safe' });
  const all = Array.isArray(found) ? (found as unknown[]) : [];
  const actual = path.includes('*') ? all : all[0];
  if (isDeepStrictEqual(actual, value)) return [];
  return [`${environment} ${object} ${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(value)}`];
}
