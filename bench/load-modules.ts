/**
 * Loads modules, named on the command line, as the package in the working folder sees them, and tells what that took. The
 * start of Node.js itself is not in it.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const load = createRequire(join(process.cwd(), 'package.json'));
const before = process.cpuUsage();
const start = performance.now();
for (const name of process.argv.slice(2)) load(name);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const cpu = (user + system) / 1000;
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ wall, cpu, memory, files: Object.keys(load.cache) }));
