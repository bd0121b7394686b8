import type { Manifest } from 'seaworthy/synth';
import { code, markdownTable, type Column } from '../markdown-table';
import { selectedTexts } from './selected-texts';

/** Annotation of a binding that ends by itself. */
const ACCESS_EXPIRES = 'access.seaworthy.dev/expires';

interface RoleRow {
  readonly who: string;
  readonly role: string;
  readonly may: readonly string[];
}

const COLUMNS: readonly Column<RoleRow>[] = [
  ['who', ({ who }) => who],
  ['role', ({ role }) => role],
  ['may', ({ may }) => may.join('<br>')],
];

/** Who may do what in a system's namespaces: people by their groups, pods by their service accounts. What was granted for a time is in the registers. */
export function roleTable(manifests: readonly Manifest[]): string {
  const bindings = manifests.filter(
    ({ kind, metadata }) =>
      (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') &&
      !Object.hasOwn(metadata.annotations ?? {}, ACCESS_EXPIRES),
  );
  const bound = bindings.map((binding): RoleRow => {
    const [kind = '', name = ''] = ['kind', 'name'].map(
      (field) => selectedTexts(binding, `$.roleRef.${field}`)[0] ?? '',
    );
    const role = manifests.find((other) => other.kind === kind && other.metadata.name === name);
    return { who: subjects(binding).join('<br>'), role: `${kind} ${code(name)}`, may: role ? rulesOf(role) : [] };
  });
  const holders = new Set(bound.flatMap(({ who }) => who.split('<br>')));
  const others = manifests
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map(({ metadata }) => `ServiceAccount ${metadata.name}`)
    .filter((who) => !holders.has(who))
    .map((who): RoleRow => ({ who, role: 'none', may: ['nothing at the API server'] }));
  return markdownTable(COLUMNS, [...bound, ...others]);
}

function subjects(binding: Manifest): string[] {
  const kinds = selectedTexts(binding, '$.subjects[*].kind');
  return selectedTexts(binding, '$.subjects[*].name').map((name, index) => `${kinds[index] ?? ''} ${name}`);
}

/** `get, list, watch pods, services`, one for each rule. */
function rulesOf(role: Manifest): string[] {
  const count = selectedTexts(role, '$.rules[*].verbs').length;
  return Array.from({ length: count }, (_, index) => {
    const part = (field: string) => selectedTexts(role, `$.rules[${index}].${field}[*]`).join(', ');
    return `${part('verbs')}: ${part('resources')}`;
  });
}
