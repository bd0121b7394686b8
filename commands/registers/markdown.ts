import type { RegisteredGrant } from 'seaworthy';
import type { RegisteredSecret, RegisteredWaiver } from 'seaworthy/synth';
import { code, markdownTable, type Column } from '../markdown-table';
import type { Registers } from './registers';

/** What the register says of a secret. */
export const SECRETS: readonly Column<RegisteredSecret>[] = [
  ['secret', ({ namespace, name }) => code(`${namespace}/${name}`)],
  ['owner', ({ owner }) => owner ?? '**nobody**'],
  ['changed every', ({ rotatedEverySeconds: every }) => (every === undefined ? 'not declared' : span(every))],
  ['too old after', ({ ageLimitSeconds: limit }) => (limit === undefined ? 'not declared' : span(limit))],
  ['read by', ({ consumers }) => list(consumers.map(reader), 'nothing')],
  ['kept in', ({ store, sources }) => [store, ...sources.map(place)].join('<br>')],
];

const GRANTS: readonly Column<RegisteredGrant>[] = [
  ['grant', ({ namespace, name }) => code(`${namespace}/${name}`)],
  ['role', ({ role }) => role],
  ['to', ({ to }) => ('user' in to ? to.user : `group ${to.group}`)],
  ['ends', ({ expires, expired }) => (expired ? `**ended** ${expires}` : expires)],
  ['reason', ({ reason }) => reason],
  ['approved by', ({ approvedBy }) => approvedBy],
];

const WAIVERS: readonly Column<RegisteredWaiver>[] = [
  ['rule', ({ rule }) => code(rule)],
  ['at', ({ path }) => (path === undefined ? 'everywhere' : code(path))],
  ['last day', ({ until, ended }) => (ended ? `**ended** ${until}` : until)],
  ['owner', ({ owner }) => owner],
  ['reason', ({ reason }) => reason],
  ['covers', ({ objects }) => list(objects.map(code), '**nothing**: remove it')],
];

/** The registers as a page: one table for each. */
export function registersMarkdown(environments: readonly Registers[]): string {
  return environments
    .map(({ environment, secrets, grants, waivers }) =>
      [
        `## ${environment}`,
        ...section('Secrets', SECRETS, secrets),
        ...section('Access grants', GRANTS, grants),
        ...section('Waivers', WAIVERS, waivers),
      ].join('\n\n'),
    )
    .join('\n\n');
}

function section<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  return [`### ${title}`, markdownTable(columns, rows)];
}

function list(items: readonly string[], none: string): string {
  return items.length === 0 ? none : items.join('<br>');
}

function reader({ workload, restarts }: RegisteredSecret['consumers'][number]): string {
  return restarts ? workload : `${workload} (no restart)`;
}

function place({ remoteKey, property }: RegisteredSecret['sources'][number]): string {
  return code(property === undefined ? remoteKey : `${remoteKey} ${property}`);
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** Seconds in the largest unit that keeps them whole: `30 days`. */
function span(seconds: number): string {
  const [unit, name] = UNITS.find(([length]) => seconds % length === 0) ?? [1, 'second'];
  const count = seconds / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
