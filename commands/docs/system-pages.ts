import { join } from 'node:path';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { REACH_FORMATS } from '../reach-formats';
import { systemReach } from '../system-reach';

/** Where the pages of systems are. */
export const SYSTEMS = join('docs', 'systems');

/** A page for each system, by file name: who reaches whom in each environment, by its rendered policies. */
export function systemPages(): ReadonlyMap<string, string> {
  return new Map(SYSTEM_NAMES.map((system) => [`${system}.md`, systemPage(system)]));
}

function systemPage(system: string): string {
  const graphs = ENVIRONMENT_NAMES.map((environment) => {
    const graph = REACH_FORMATS.mermaid(systemReach([system], environment));
    return `## ${environment}\n\n\`\`\`mermaid\n${graph}\n\`\`\``;
  });
  const how = `Who reaches whom, by the rendered NetworkPolicies alone; \`npm run reach -- --system ${system}\` tells it too. Boxes are
pods of the system; what has round ends is elsewhere.`;
  return `${[`# ${system}`, how, ...graphs].join('\n\n')}\n`;
}
