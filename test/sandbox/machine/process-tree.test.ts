import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { identify, isAlive, type ProcessIdentity } from '../../../sandbox/machine/process-identity';
import { endTree, processTree } from '../../../sandbox/machine/process-tree';

test('every process below the root is in its tree once, and none beside it', () => {
  // process n's parent is any process before it, so the table is always a forest below 1
  const table = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((seeds) => {
    return new Map(seeds.map((seed, index) => [index + 2, (seed % (index + 1)) + 1]));
  });
  fc.assert(
    fc.property(table, (parents) => {
      const below = processTree(1, parents);
      expect([...below].sort((a, b) => a - b)).toEqual([1, ...parents.keys()]);
      const [child] = parents.keys();
      if (child !== undefined) expect(processTree(child, parents)).not.toContain(1);
    }),
  );
});

test('a process that ignores requests ends by force, with its children', async () => {
  const grandchild = 'setInterval(() => {}, 1000)';
  const script = `
    process.on('SIGINT', () => {});
    const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { detached: true });
    console.log(child.pid);
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const tree = [child.pid ?? 0, Number(line.toString())].map(identify);
  expect(tree).not.toContain(undefined);
  const known = tree.filter((it): it is ProcessIdentity => it !== undefined);
  const exit = once(child, 'exit');
  if (known[0] !== undefined) await endTree(known[0], 200);
  await exit;
  await expect(allEnd(known)).resolves.toBeUndefined();
});

async function allEnd(processes: readonly ProcessIdentity[]): Promise<void> {
  while (processes.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 10));
}
