import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validityOf } from '../control-plane/certificate-validity';
import { components } from '../control-plane/components';
import { portsFrom, requireFree } from '../control-plane/ports';
import { ProcessTable } from '../control-plane/process-table';
import { isHealthy } from '../control-plane/readiness';
import { opens } from '../engine/passphrase';
import { stateFiles } from '../engine/state-folder';
import { parseState } from '../engine/stack-state';
import { reason } from '../failure';
import type { Layout } from '../layout';
import { readFileIfAny } from '../machine/atomic-file';
import { isAlive } from '../machine/process-identity';
import * as judge from './environment-checks';
import type { Finding } from './finding';

/** Looks at an environment: what runs of it, and whether what it keeps can be used. Changes nothing. */
export async function examineEnvironment(environment: string, layout: Layout, first: number): Promise<Finding[]> {
  const processes = await health(layout, first);
  const findings = [judge.controlPlane(environment, processes)];
  if (!processes.some(({ alive }) => alive)) findings.push(judge.ports(environment, first, await busy(first)));
  const credentials = join(layout.controlPlane, 'credentials');
  if (existsSync(credentials)) {
    const found = ['ca.crt', 'api.crt'].map((name) => {
      const text = readFileIfAny(join(credentials, name)) ?? '';
      return [name, validityOf(text, Date.now())] as const;
    });
    findings.push(judge.certificates(environment, new Map(found)));
    const text = readFileIfAny(layout.kubeconfig);
    findings.push(judge.kubeconfig(environment, layout.kubeconfig, text, `https://127.0.0.1:${first}`));
  }
  return [...findings, ...examineStates(environment, layout)];
}

function examineStates(environment: string, layout: Layout): Finding[] {
  const states = stateFiles(layout.backend).map((file) => ({ file, text: readFileIfAny(file) ?? '' }));
  const salt = states.map(({ text }) => saltOf(text)).find((it) => it !== undefined);
  const kept = readFileIfAny(layout.passphrase)?.trim();
  const fits = kept === undefined || salt === undefined ? undefined : opens(kept, salt);
  return [
    ...states.map(({ file, text }) => judge.state(environment, file, text)),
    ...(salt === undefined ? [] : [judge.passphrase(environment, layout.passphrase, fits)]),
  ];
}

async function health(layout: Layout, first: number): Promise<judge.ProcessHealth[]> {
  // where a component answers depends on its ports alone
  const nowhere = { admin: '', controllerManager: '', scheduler: '' };
  const metrics = { key: (name: string) => name, usage: [] };
  const settings = { ports: portsFrom(first), etcdData: '', stages: [], kubeconfig: nowhere, metrics };
  const known = components({ ...settings, binary: (name) => name, credential: (name) => name });
  const records = new ProcessTable(layout.controlPlane).records();
  return Promise.all(
    records.map(async (record) => {
      const address = known.find(({ name }) => name === record.name)?.health;
      const alive = isAlive(record);
      return { ...record, alive, healthy: alive && address !== undefined && (await isHealthy(address)) };
    }),
  );
}

async function busy(first: number): Promise<string | undefined> {
  try {
    await requireFree(portsFrom(first));
    return undefined;
  } catch (thrown) {
    // its last line is the advice, which the finding gives itself
    return reason(thrown).split('\n').slice(0, -1).join(' ');
  }
}

function saltOf(text: string): string | undefined {
  return parseState(text)?.checkpoint.latest?.secrets_providers?.state?.salt;
}
