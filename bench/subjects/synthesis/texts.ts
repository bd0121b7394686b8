/**
 * Makes the YAML of services, twenty objects a file, in one of the ways that are compared: `<writer> <services>`. Tells what
 * that took after everything is loaded and all objects are there. Nothing is written.
 */
import { performance } from 'node:perf_hooks';
import { isManifest } from '../../../src/synth/manifest';
import { twentyObjects } from './twenty-objects';
import { WRITERS } from './writers';

const [writer = '', services = ''] = process.argv.slice(2);

/** Teams share namespaces. */
const NAMESPACES = 50;

const write = Object.entries(WRITERS).find(([name]) => name === writer)?.[1];
if (write === undefined) throw new Error(`'${writer}' is no writer; allowed: ${Object.keys(WRITERS).join(', ')}`);
// read from JSON: a text that was put together is whole only after somebody has read it, which is no writer's work
const files = Array.from({ length: Number(services) }, (_service, index) => {
  const objects = twentyObjects(`service-${index}`, `team-${index % NAMESPACES}`);
  return (JSON.parse(JSON.stringify(objects)) as unknown[]).filter(isManifest);
});

const before = process.cpuUsage();
const start = performance.now();
let characters = 0;
for (const objects of files) characters += write(objects).length;
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, memory, characters }));
