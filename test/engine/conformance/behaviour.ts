import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../../sandbox/sandbox';
import { kubectl, ObjectStack } from '../object-stack';

/** What a behaviour is shown with: a cluster, and stacks on it that use the provider under test. */
export interface Bench {
  /** A stack of its own. `settings` are arguments of the provider beside the kubeconfig. */
  readonly stack: (name: string, settings?: object) => Promise<ObjectStack>;
  /** A field of an object, as kubectl prints it. */
  readonly field: (namespace: string, object: string, path: string) => Promise<string>;
  readonly kubectl: (...args: string[]) => Promise<string>;
  readonly kubeconfig: string;
}

/** A behaviour of the provider that Seaworthy relies on. */
export interface Behaviour {
  /** Where Pulumi documents it: a setting, an annotation, or the title of a page. */
  readonly of: string;
  /** What is documented, as a sentence that continues the former. */
  readonly says: string;
  readonly holds: (bench: Bench) => Promise<void>;
}

/** Makes a test of each behaviour, on one control plane. */
export function documented(topic: string, behaviours: readonly Behaviour[]): void {
  describe(topic, () => {
    let stateDir: string;
    let sandbox: Sandbox;

    beforeAll(async () => {
      stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-conformance-'));
      sandbox = await Sandbox.create({ stateDir, ports: 'free' });
      // no behaviour needs custom resources that are not its own
      await sandbox.startControlPlane();
    }, 180_000);

    afterAll(async () => {
      await sandbox.remove();
      rmSync(stateDir, { recursive: true, force: true });
    }, 60_000);

    test.each(behaviours)('$of: $says', async ({ holds }) => {
      const run = (...args: string[]): Promise<string> => kubectl(sandbox, ...args);
      await holds({
        stack: (name, settings) => ObjectStack.create(sandbox, name, settings),
        field: (namespace, object, path) => run('-n', namespace, 'get', object, '-o', `jsonpath={${path}}`),
        kubectl: run,
        kubeconfig: sandbox.kubeconfig,
      });
    });
  });
}
