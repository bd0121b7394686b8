import type { Path } from 'seaworthy/checks';
import type { SystemReach } from './system-reach';

/** How who reaches whom is told. */
export const REACH_FORMATS = {
  table: (all: readonly SystemReach[]): string => all.map(tableText).join('\n\n'),
  json: (all: readonly SystemReach[]): string => JSON.stringify(all, undefined, 2),
  mermaid: (all: readonly SystemReach[]): string => all.map(mermaidText).join('\n'),
} as const;

const HEAD: Path = { from: 'from', to: 'to', ports: 'ports' };

function tableText({ system, environment, paths, undeclared, closed }: SystemReach): string {
  const [from, to] = [Math.max(...lengths(paths, 'from')), Math.max(...lengths(paths, 'to'))];
  const rows = [HEAD, ...paths].map((path) => `${path.from.padEnd(from)}  ${path.to.padEnd(to)}  ${path.ports}`);
  return [
    `${system} in ${environment}`,
    ...rows,
    ...differences('open, and not declared', undeclared),
    ...differences('declared, and closed', closed),
  ].join('\n');
}

function lengths(paths: readonly Path[], end: 'from' | 'to'): number[] {
  return [HEAD, ...paths].map((path) => path[end].length);
}

function differences(what: string, paths: readonly Path[]): string[] {
  return paths.map(({ from, to, ports }) => `${what}: ${from} -> ${to} (${ports})`);
}

/** A flow chart: the system's own pods as boxes, what is elsewhere with round ends. */
function mermaidText({ pods, paths }: SystemReach): string {
  const own = new Set(pods);
  const names = [...new Set([...pods, ...paths.flatMap(({ from, to }) => [from, to])])];
  const ids = new Map(names.map((name, index) => [name, `n${index}`]));
  const nodes = names.map((name) => {
    const [open, close] = own.has(name) ? ['["', '"]'] : ['(["', '"])'];
    return `  ${ids.get(name) ?? ''}${open}${escaped(name)}${close}`;
  });
  const edges = paths.map(
    ({ from, to, ports }) => `  ${ids.get(from) ?? ''} -->|"${escaped(ports)}"| ${ids.get(to) ?? ''}`,
  );
  return ['flowchart LR', ...nodes, ...edges].join('\n');
}

/** Quotes would end the text of a node. */
export function escaped(text: string): string {
  return text.replaceAll('"', '#quot;');
}
