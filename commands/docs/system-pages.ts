import { join } from 'node:path';
import { Graph } from 'seaworthy';
import { render, secretRegister, type Manifest } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../systems/environments';
import type { System } from '../../systems/system';
import { SYSTEMS } from '../../systems/systems';
import { markdownTable } from '../markdown-table';
import { REACH_FORMATS } from '../reach-formats';
import { SECRETS } from '../registers/markdown';
import { systemReach } from '../system-reach';
import { requirementTables } from './requirement-tables';
import { roleTable } from './role-table';
import { serviceGraph } from './service-graph';
import { workloadTable } from './workload-table';

/** Kinds whose objects open ways by host name. */
const HOST_RULES = ['CiliumNetworkPolicy', 'ServiceEntry'];

/** Where the pages of systems are. */
export const SYSTEM_PAGES = join('docs', 'systems');

/** A page for each system, by file name: what its document asks for, and what is rendered for each environment. Nothing on it depends on the day. */
export function systemPages(now: Date): ReadonlyMap<string, string> {
  return new Map(SYSTEMS.map((system) => [`${system.name}.md`, systemPage(system, now)]));
}

function systemPage({ name, requirements }: System, now: Date): string {
  const introduction = `What the document "${requirements.title}" asks for and where it is met, then what each environment has. \`npm run docs\`
writes this page from \`systems/${name}\`; a test holds every field that it names against what is rendered.`;
  const environments = ENVIRONMENT_NAMES.map((environment) => environmentPart(name, environment, now));
  return `${[`# ${name}`, introduction, requirementTables(requirements), ...environments].join('\n\n')}\n`;
}

function environmentPart(system: string, environment: EnvironmentName, now: Date): string {
  const app = compose({ environment, systems: [system], now });
  const manifests = render(app);
  return [
    `## ${environment}`,
    '### Service graph',
    'Who calls whom, as it is declared.',
    mermaid(serviceGraph(Graph.of(app).edges)),
    '### Reachability',
    `Who reaches whom, by the rendered NetworkPolicies alone; \`npm run reach -- --system ${system}\` tells it too. Boxes are
pods of the system; what has round ends is elsewhere.${byHostName(manifests)}`,
    mermaid(REACH_FORMATS.mermaid(systemReach([system], environment, now))),
    '### Resources',
    'For each pod.',
    workloadTable(manifests),
    '### Roles',
    roleTable(manifests),
    '### Secrets',
    markdownTable(SECRETS, secretRegister(app)),
  ].join('\n\n');
}

/** NetworkPolicies know addresses; what is called by its name stands in policies of another kind. */
function byHostName(manifests: readonly Manifest[]): string {
  const kinds = HOST_RULES.filter((kind) => manifests.some((manifest) => manifest.kind === kind));
  return kinds.length === 0
    ? ''
    : ` What is called by its host name stands in ${kinds.join(' and ')}, which is not read here.`;
}

function mermaid(graph: string): string {
  return `\`\`\`mermaid\n${graph}\n\`\`\``;
}
