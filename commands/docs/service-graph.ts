import type { Edge } from 'seaworthy';
import { escaped } from '../reach-formats';

/** Who was declared to call whom, as a flow chart. */
export function serviceGraph(edges: readonly Edge[]): string {
  const parties = [...new Set(edges.flatMap(({ caller, callee }) => [caller, callee]))];
  const ids = new Map(parties.map((party, index) => [party, `n${index}`]));
  const nodes = parties.map((party) => `  ${ids.get(party) ?? ''}["${escaped(party.name)}"]`);
  const arrows = edges.map(({ caller, callee }) => {
    const ports = callee.ports.map(({ port }) => String(port)).join(', ');
    return `  ${ids.get(caller) ?? ''} -->|"${ports}"| ${ids.get(callee) ?? ''}`;
  });
  return ['flowchart LR', ...nodes, ...arrows].join('\n');
}
