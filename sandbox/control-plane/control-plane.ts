import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { mustRun } from '../machine/command';
import { cacheDir } from '../toolchain/cache';
import { KWOK_STAGES, KWOK_USAGE } from '../toolchain/kwok-stages';
import { fetchFiles } from '../toolchain/module-files';
import type { Toolchain } from '../toolchain/toolchain';
import { aggregationFile, makeAggregationKeys } from './aggregation-keys';
import { nodes, ownStages, storageClass } from './cluster-objects';
import { components, type Component } from './components';
import { Credentials, type User } from './credentials';
import { requireRoom } from './etcd-quota';
import { contextOf, kubeconfig } from './kubeconfig';
import { metricsObjects } from './metrics-objects';
import { portsFrom, requireFree, type Ports } from './ports';
import { ProcessTable, type ProcessRecord } from './process-table';
import { isHealthy, until } from './readiness';
import { recordPort } from './recorded-port';

/** Where a control plane lies and what it is called. */
export interface ControlPlaneSettings {
  readonly environment: string;
  /** Folder of its keys, data, logs and records. */
  readonly folder: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** The first of its ports. */
  readonly firstPort: number;
  readonly toolchain: Toolchain;
  /** Whether it has a metrics server. */
  readonly metrics: boolean;
}

/** A real API server with its controllers, and pretended nodes, on this machine's loopback. */
export class ControlPlane {
  private readonly processes: ProcessTable;
  private readonly ports: Ports;

  constructor(private readonly settings: ControlPlaneSettings) {
    this.processes = new ProcessTable(settings.folder);
    this.ports = portsFrom(settings.firstPort);
  }

  /** Ends the recorded processes of a folder, the API server before etcd. The data stay. */
  public static stop(folder: string): Promise<void> {
    return new ProcessTable(folder).stop();
  }

  /** What was started and is written down in a folder. */
  public static records(folder: string): readonly ProcessRecord[] {
    return new ProcessTable(folder).records();
  }

  /**
   * Starts what does not run, and returns when the cluster works. A control plane that came up only in part, with other
   * settings, or with certificates that the clock does not allow, is stopped first.
   *
   * @returns whether anything had to be started
   * @throws Failure when it cannot come up; then nothing that was started here runs on
   */
  public async start(signal?: AbortSignal): Promise<'started' | 'already running'> {
    const wanted = this.components(await this.writeStages(signal), await this.usage(signal));
    const credentials = join(this.settings.folder, 'credentials');
    const running = this.processes.runs(wanted) && !Credentials.outdatedIn(credentials);
    if (!running) {
      await this.processes.stop();
      await requireFree(this.ports);
    }
    try {
      // a running one may have lost the file; one that is there may hold a namespace that a person chose
      const lost = (readFileIfAny(this.settings.kubeconfig) ?? '') === '';
      if (!running || lost) this.writeKubeconfigs(await Credentials.in(credentials, signal));
      if (!running && this.settings.metrics) await makeAggregationKeys(this.settings.folder, signal);
      if (!running) await this.boot(wanted, signal);
      await this.prepareCluster(wanted, signal);
    } catch (thrown) {
      if (!running) await this.processes.stop();
      throw thrown;
    }
    return running ? 'already running' : 'started';
  }

  private async boot(wanted: readonly Component[], signal: AbortSignal | undefined): Promise<void> {
    const { folder, firstPort } = this.settings;
    recordPort(folder, firstPort);
    mkdirSync(join(folder, 'etcd'), { recursive: true, mode: 0o700 });
    for (const component of wanted) {
      signal?.throwIfAborted();
      this.processes.start(component);
      // the rest retry by themselves, but the API server's clients give up when it takes too long
      if (component.name === 'etcd' || component.name === 'kube-apiserver') await this.healthy(component, signal);
    }
  }

  /** Nodes and storage, and everything that a team's objects take for granted. */
  private async prepareCluster(wanted: readonly Component[], signal: AbortSignal | undefined): Promise<void> {
    await Promise.all(wanted.map((component) => this.healthy(component, signal)));
    const objects = [...nodes(), storageClass(), ...this.metricsObjects()]
      .map((object) => stringify(object))
      .join('---\n');
    await this.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], objects, signal);
    await this.holds('three nodes to be ready', signal, async () => {
      const ready = '{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{" "}{end}';
      const statuses = (await this.kubectl(['get', 'nodes', '-o', `jsonpath=${ready}`], '', signal)).trim().split(' ');
      return statuses.length === nodes().length && statuses.every((status) => status === 'True');
    });
    await this.holds('the service account controller to work', signal, async () => {
      const accounts = ['get', 'serviceaccounts', '-n', 'default', '-o', 'name'];
      return (await this.kubectl(accounts, '', signal)).includes('serviceaccount/default');
    });
  }

  private healthy(component: Component, signal: AbortSignal | undefined): Promise<void> {
    return this.holds(`${component.name} to be healthy`, signal, async () => {
      if (await isHealthy(component.health)) return true;
      if (component.name === 'etcd') await requireRoom(component.health);
      return false;
    });
  }

  private holds(what: string, signal: AbortSignal | undefined, holds: () => Promise<boolean>): Promise<void> {
    return until({ what, holds, processes: () => this.processes.records(), signal });
  }

  private kubectl(args: readonly string[], input: string, signal: AbortSignal | undefined): Promise<string> {
    const { toolchain, kubeconfig: file } = this.settings;
    return mustRun(toolchain.require('kubectl'), [`--kubeconfig=${file}`, ...args], {
      input,
      ...(signal && { signal }),
    });
  }

  private metricsObjects(): readonly object[] {
    const { folder, metrics } = this.settings;
    if (!metrics) return [];
    return metricsObjects(this.ports.metricsServer, readFileSync(join(folder, 'credentials', 'ca.crt'), 'utf8'));
  }

  private components(stages: readonly string[], usage: readonly string[]): readonly Component[] {
    const { folder, toolchain, metrics } = this.settings;
    return components({
      ports: this.ports,
      binary: (name) => toolchain.require(name),
      credential: (name) => join(folder, 'credentials', name),
      kubeconfig: {
        admin: this.kubeconfigOf('admin'),
        controllerManager: this.kubeconfigOf('controllerManager'),
        scheduler: this.kubeconfigOf('scheduler'),
      },
      etcdData: join(folder, 'etcd'),
      stages,
      metrics: metrics ? { key: (name) => aggregationFile(folder, name), usage } : undefined,
    });
  }

  private async usage(signal: AbortSignal | undefined): Promise<readonly string[]> {
    if (!this.settings.metrics) return [];
    return filesIn(await fetchFiles(cacheDir(), 'kwok-usage', KWOK_USAGE, signal));
  }

  private async writeStages(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const published = await fetchFiles(cacheDir(), 'kwok-stages', KWOK_STAGES, signal);
    const own = join(this.settings.folder, 'own-stages.yaml');
    writeFileWhole(
      own,
      ownStages()
        .map((stage) => stringify(stage))
        .join('---\n'),
    );
    return [...filesIn(published), own];
  }

  private writeKubeconfigs(credentials: Credentials): void {
    for (const user of ['admin', 'controllerManager', 'scheduler'] as const) {
      const access = {
        context: contextOf(this.settings.environment),
        server: `https://127.0.0.1:${this.ports.apiServer}`,
        authority: credentials.authority(),
        token: credentials.token(user),
      };
      writeFileWhole(this.kubeconfigOf(user), kubeconfig(access));
    }
  }

  private kubeconfigOf(user: User): string {
    return user === 'admin' ? this.settings.kubeconfig : join(this.settings.folder, `${user}.kubeconfig`);
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}
