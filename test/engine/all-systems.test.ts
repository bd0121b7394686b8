import { existsSync } from 'node:fs';
import { render } from 'seaworthy/synth';
import { ZONES } from '../../sandbox/control-plane/cluster-objects';
import { stateFile } from '../../sandbox/engine/state-folder';
import { Sandbox } from '../../sandbox/sandbox';
import { compose } from '../../systems/compose';
import { SYSTEM_NAMES } from '../../systems/systems';
import { judgedReach } from './judged-reach';
import { allReady, type LiveWorkload } from './live-workloads';
import { kubectl } from './object-stack';
import { healthyCounts, PodWatch, type PodFilter } from './pod-watch';
import { SandboxCommands, succeeds } from './sandbox-command-runs';

const [LOST] = ZONES;
const NODE = LOST.replace('zone', 'node');

/** Where the ready pods of each workload are: as many zones as it has pods, and at most all. */
const zonesOf = (workloads: readonly LiveWorkload[]) =>
  workloads.map(({ title, ready }) => [title, new Set(ready.map(({ zone }) => zone)).size] as const);

describe('all systems in prod', () => {
  let commands: SandboxCommands;
  let sandbox: Sandbox;

  beforeAll(async () => {
    commands = await SandboxCommands.create({ environment: 'prod' });
    await succeeds(commands.up());
    sandbox = await Sandbox.create({ stateDir: commands.stateDir, environment: 'prod' });
  });

  afterAll(async () => {
    await commands.remove();
  });

  test('every service has the pods that it was declared to have, ready and spread over three zones', async () => {
    const workloads = await allReady(sandbox);
    expect([...new Set(workloads.map(({ namespace }) => namespace))]).toEqual(expect.arrayContaining(SYSTEM_NAMES));
    expect(zonesOf(workloads)).toEqual(
      workloads.map(({ title, declared }) => [title, Math.min(declared, ZONES.length)]),
    );
    const zones = workloads.flatMap(({ ready }) => ready.map(({ zone }) => zone));
    expect([...new Set(zones)].sort()).toEqual([...ZONES]);
  });

  test('a second up changes nothing', async () => {
    expect(await succeeds(commands.up())).toMatch(/pulumi up: \d+ unchanged \[/);
  });

  test('the policies in the cluster let through what the matrix of the rendered ones says, and nothing else', async () => {
    const manifests = render(compose({ environment: 'prod', systems: SYSTEM_NAMES, now: new Date() }));
    const objects = manifests.map((manifest) => ({ path: manifest.metadata.name, manifest }));
    const live = JSON.parse(await kubectl(sandbox, 'get', 'namespaces,networkpolicies', '-A', '-o', 'json')) as {
      items: object[];
    };
    const workloads = manifests.filter(({ kind }) => kind !== 'Namespace' && kind !== 'NetworkPolicy');
    const { open, differences } = await judgedReach(objects, [...live.items, ...workloads]);
    expect(differences).toEqual([]);
    expect(open).toBeGreaterThan(SYSTEM_NAMES.length);
  });

  test('a system cannot be brought up beside them on a stack of its own', async () => {
    const { code, stderr } = await commands.up({}, { environment: 'prod', system: 'mimir' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/The stack 'prod' holds \d+ objects of mimir, which 'prod-mimir' would deploy too\./);
    expect(stderr).toContain("Go on with 'make up ENV=prod', or first run 'make destroy ENV=prod'.");
  });

  describe('when a zone is lost', () => {
    let budgets: readonly Budget[];
    let watch: PodWatch;

    beforeAll(async () => {
      budgets = await budgetsOf(sandbox);
      watch = await PodWatch.start(sandbox);
      await kubectl(sandbox, 'delete', 'node', NODE, '--wait=false');
      const there = `--field-selector=spec.nodeName=${NODE}`;
      await kubectl(sandbox, 'delete', 'pods', '-A', there, '--force', '--grace-period=0', '--wait=false');
    });

    test('every service comes back to the pods that it was declared to have, in the zones that are left', async () => {
      const workloads = await allReady(sandbox);
      expect(zonesOf(workloads)).toEqual(
        workloads.map(({ title, declared }) => [title, Math.min(declared, ZONES.length - 1)]),
      );
      const zones = new Set(workloads.flatMap(({ ready }) => ready.map(({ zone }) => zone)));
      expect([...zones].sort()).toEqual(ZONES.filter((zone) => zone !== LOST));
    });

    test('no service was below its floor at any moment', async () => {
      const events = await watch.stop();
      expect(budgets.length).toBeGreaterThanOrEqual(SYSTEM_NAMES.length);
      for (const { name, floor, pods, owns } of budgets) {
        const fewest = Math.min(...healthyCounts(events, owns, pods));
        expect({ name, held: fewest >= floor, fewest }).toEqual({ name, held: true, fewest });
      }
      // the loss was one: every zone had pods
      expect(
        events.filter(({ type, object }) => type === 'DELETED' && budgets.some(({ owns }) => owns(object))),
      ).not.toEqual([]);
    });
  });
});

/** A disruption budget: the pods that it counts, and the fewest of them that it lets be. */
interface Budget {
  readonly name: string;
  readonly floor: number;
  readonly pods: number;
  readonly owns: PodFilter;
}

async function budgetsOf(sandbox: Sandbox): Promise<readonly Budget[]> {
  const { items } = JSON.parse(await kubectl(sandbox, 'get', 'poddisruptionbudgets', '-A', '-o', 'json')) as {
    items: readonly {
      readonly metadata: { readonly name: string; readonly namespace: string };
      readonly spec: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
      readonly status: { readonly expectedPods: number; readonly desiredHealthy: number };
    }[];
  };
  return items.map(({ metadata: { name, namespace }, spec, status }) => ({
    name: `${namespace}/${name}`,
    floor: status.desiredHealthy,
    pods: status.expectedPods,
    owns: ({ metadata }) =>
      metadata.namespace === namespace &&
      Object.entries(spec.selector.matchLabels).every(([key, value]) => metadata.labels?.[key] === value),
  }));
}

describe('one system alone, in staging', () => {
  let commands: SandboxCommands;
  let sandbox: Sandbox;

  beforeAll(async () => {
    commands = await SandboxCommands.create({ environment: 'staging', system: 'mimir' });
  });

  afterAll(async () => {
    await commands.remove();
  });

  test('comes up on a stack of its own, and nothing else does', async () => {
    const told = await succeeds(commands.up());
    sandbox = await Sandbox.create({ stateDir: commands.stateDir, environment: 'staging' });
    // web, api and worker with two pods each
    expect(told).toMatch(/mimir of staging is up [^]*pods ready +6 of 6\n/);
    const namespaces = await kubectl(sandbox, 'get', 'namespaces', '-o', 'jsonpath={.items[*].metadata.name}');
    expect(namespaces.split(' ').filter((name) => SYSTEM_NAMES.includes(name))).toEqual(['mimir']);
    const state = (stack: string) => existsSync(stateFile(commands.layout.backend, 'seaworthy', stack));
    expect([state('staging-mimir'), state('staging')]).toEqual([true, false]);
  });

  test('the whole environment cannot be brought up over it: both stacks would own the same objects', async () => {
    const { code, stderr } = await commands.up({}, { environment: 'staging' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/'staging-mimir' holds \d+ objects of mimir, which 'staging' would deploy too\./);
    expect(stderr).toContain("'make destroy ENV=staging SYSTEM=mimir'");
  });

  test('destroy takes it away, and the control plane stays', async () => {
    const told = await succeeds(commands.destroy());
    expect(told).toContain("The stack 'staging-mimir' is destroyed; the control plane of staging keeps running.");
    const namespaces = await kubectl(sandbox, 'get', 'namespaces', '-o', 'jsonpath={.items[*].metadata.name}');
    expect(namespaces.split(' ').filter((name) => SYSTEM_NAMES.includes(name))).toEqual([]);
  });
});
