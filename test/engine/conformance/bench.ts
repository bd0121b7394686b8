import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../../sandbox/control-plane/control-plane';
import { Sandbox } from '../../../sandbox/sandbox';
import { kubectl, ObjectStack } from '../object-stack';
import { ApiProxy } from './api-proxy';
import type { Behaviour, Bench } from './behaviour';

/** Makes a test of each behaviour, all on one control plane. */
export function onOneCluster(topics: Readonly<Record<string, readonly Behaviour[]>>): void {
  let stateDir: string;
  let sandbox: Sandbox;

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-provider-'));
    sandbox = await Sandbox.create({ stateDir, ports: 'free' });
    // no behaviour needs custom resources that are not its own
    await sandbox.startControlPlane();
  }, 180_000);

  afterAll(async () => {
    await sandbox.remove();
    rmSync(stateDir, { recursive: true, force: true });
  }, 60_000);

  function bench(proxies: ApiProxy[]): Bench {
    const run = (...args: string[]): Promise<string> => kubectl(sandbox, ...args);
    return {
      stack: (name, settings) => ObjectStack.create(sandbox, name, settings),
      field: (namespace, object, path) => run('-n', namespace, 'get', object, '-o', `jsonpath={${path}}`),
      kubectl: run,
      kubeconfig: sandbox.kubeconfig,
      context: sandbox.context,
      proxy: async () => {
        const proxy = await ApiProxy.start(sandbox.kubeconfig);
        proxies.push(proxy);
        return proxy;
      },
      restart: async () => {
        const server = ControlPlane.records(sandbox.layout.controlPlane).find(({ name }) => name === 'kube-apiserver');
        if (server !== undefined) process.kill(server.pid, 'SIGKILL');
        await sandbox.stop();
        await sandbox.startControlPlane();
      },
    };
  }

  async function shown({ holds }: Behaviour): Promise<void> {
    const proxies: ApiProxy[] = [];
    try {
      await holds(bench(proxies));
    } finally {
      await Promise.all(proxies.map((proxy) => proxy.close()));
    }
  }

  // an engine spends much of its time waiting: those of a topic run side by side, on stacks of their own
  describe.each(Object.entries(topics))('%s', (_, behaviours) => {
    test.concurrent.each(behaviours)('$of: $says', shown);
  });
}
