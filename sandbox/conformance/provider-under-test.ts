import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials, Metadata } from '@grpc/grpc-js';
import { GetSchemaRequest } from '@pulumi/pulumi/proto/provider_pb';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { Failure, reason } from '../failure';
import { isExecutable } from '../machine/search-path';

/** A provider that answered. */
export interface ProviderUnderTest {
  /** The program, as an absolute path. */
  readonly program: string;
  readonly version: string;
}

/** A provider that takes longer than this to start is stuck, in milliseconds. */
const PATIENCE = 30_000;

const FIX = 'Give the path of a Kubernetes provider of Pulumi: PROVIDER=<folder>/pulumi-resource-kubernetes.';

/**
 * Starts a provider as the engine does and asks it who it is.
 *
 * @throws Failure when the path leads to nothing, or to something else
 */
export async function providerAt(path: string): Promise<ProviderUnderTest> {
  const program = resolve(path);
  const refused = (problem: string): Failure => new Failure(`PROVIDER ${program} ${problem}.`, FIX);
  const found = statSync(program, { throwIfNoEntry: false });
  if (found === undefined) throw refused('does not exist');
  if (!found.isFile()) throw refused('is no file');
  if (!isExecutable(program)) throw refused(`cannot be executed ('chmod +x' allows it)`);
  // an engine that nobody can reach: nothing is asked of it. A group of its own, so that what a wrapper starts ends with it
  const child = spawn(program, ['127.0.0.1:1'], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  try {
    const line = await new Promise<string>((answer, reject) => {
      const tooLong = setTimeout(() => {
        reject(refused(`is no provider: it printed no port within ${PATIENCE / 1000} s`));
      }, PATIENCE);
      tooLong.unref();
      child.once('error', (error) => {
        reject(refused(`cannot be started: ${error.message}`));
      });
      child.once('close', (code) => {
        const words = complaints.trim().split('\n').slice(-5).join('\n');
        reject(refused(`is no provider: it ended with ${code ?? 'a signal'} without a port${words && `: ${words}`}`));
      });
      createInterface({ input: child.stdout }).once('line', answer);
    });
    if (!/^\d+$/.test(line)) throw refused(`is no provider: it printed '${line.slice(0, 60)}' in place of its port`);
    const { name, version } = await schemaOf(Number(line)).catch((error: unknown) => {
      throw refused(`is no provider: it does not answer on its port ${line}: ${reason(error)}`);
    });
    if (name !== 'kubernetes') throw refused(`is the provider of '${name}'`);
    return { program, version };
  } finally {
    if (child.pid !== undefined) end(child.pid);
  }
}

/** Name and version of a provider, which it tells in its schema. */
function schemaOf(port: number): Promise<{ readonly name: string; readonly version: string }> {
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    // the real one has a schema of several megabytes
    'grpc.max_receive_message_length': -1,
  });
  return new Promise((answer, reject) => {
    const deadline = Date.now() + PATIENCE;
    client.getSchema(new GetSchemaRequest(), new Metadata(), { deadline }, (error, response) => {
      client.close();
      if (error !== null) {
        reject(error);
        return;
      }
      const { name = '', version = '' } = JSON.parse(response.getSchema()) as { name?: string; version?: string };
      answer({ name, version });
    });
  });
}

function end(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
