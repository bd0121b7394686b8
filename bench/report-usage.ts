/** Loaded before a measured program: notes at its end what the process used. `BENCH_USAGE` names the file. */
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env.BENCH_USAGE;
  if (file === undefined) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { script: process.argv[1] ?? '', cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  appendFileSync(file, `${JSON.stringify(used)}\n`);
});
