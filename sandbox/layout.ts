import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure';

/** Where everything of one environment's sandbox lies. */
export interface Layout {
  /** The repository. */
  readonly root: string;
  /** All sandboxes of the repository: `.sandbox`. */
  readonly stateDir: string;
  /** Everything of this environment. */
  readonly home: string;
  /** Keys, etcd's data, logs and process records. */
  readonly controlPlane: string;
  /** Access to the API server as its administrator. */
  readonly kubeconfig: string;
  /** The engine's file backend. */
  readonly backend: string;
  /** Opens the secrets in the backend's states. */
  readonly passphrase: string;
  /** Home of the engine, apart from the user's own. */
  readonly pulumiHome: string;
  /** What the engine said in full. */
  readonly logs: string;
  /** Remembers the engine that runs. */
  readonly engineRecord: string;
  /** Holds the process that works on this environment. */
  readonly lock: string;
  /** Launchers of the stand-in plug-ins. */
  readonly launchers: string;
}

/** Folders of an environment below `stateDir`. */
export function layoutOf(root: string, stateDir: string, environment: string): Layout {
  const home = join(stateDir, environment);
  return {
    root,
    stateDir,
    home,
    controlPlane: join(home, 'control-plane'),
    kubeconfig: join(home, 'kubeconfig'),
    backend: join(home, 'state'),
    passphrase: join(home, 'passphrase'),
    pulumiHome: join(home, 'pulumi-home'),
    logs: join(home, 'logs'),
    engineRecord: join(home, 'engine.json'),
    lock: join(stateDir, `${environment}.lock`),
    launchers: join(stateDir, 'bin'),
  };
}

/**
 * The repository that a file of the sandbox lies in, compiled or not.
 *
 * @throws Failure outside a checkout
 */
export function findRoot(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'sandbox', 'toolchain'))) return folder;
  }
  throw new Failure(
    `No checkout of Seaworthy around ${from}.`,
    'The sandbox runs from a checkout, not from the npm package.',
  );
}
