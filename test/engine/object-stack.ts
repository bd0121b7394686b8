import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandResult, Project, Sandbox } from '../../sandbox/sandbox';

/** A resource as the program `objects.js` registers it. */
export interface Resource {
  /** Type token without the package: `core/v1:ConfigMap`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly object: object;
  readonly options?: {
    readonly dependsOn?: readonly string[];
    readonly ignoreChanges?: readonly string[];
    readonly import?: string;
    readonly customTimeouts?: { readonly create?: string };
  };
}

/** What a preview or an update does: operations by logical name. */
export type Steps = Readonly<Record<string, string>>;

/** A stack whose resources a test gives as data. */
export class ObjectStack {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly project: Project,
    private readonly provider: object,
  ) {}

  /** A stack of its own. `provider` are arguments of the Kubernetes provider beside the kubeconfig. */
  public static async create(sandbox: Sandbox, name: string, provider: object = {}): Promise<ObjectStack> {
    const main = join(__dirname, 'programs', 'objects.js');
    const project = await sandbox.project({ name, main });
    return new ObjectStack(sandbox, project, { kubeconfig: sandbox.kubeconfig, ...provider });
  }

  /** Runs the engine with these resources. */
  public run(args: readonly string[], resources: readonly Resource[]): Promise<CommandResult> {
    const file = join(this.project.folder, 'objects.json');
    writeFileSync(file, JSON.stringify({ provider: this.provider, resources }));
    return this.project.pulumi(args, { env: { OBJECTS: file } });
  }

  /** Updates, and returns what was said. @throws when the update fails */
  public async up(resources: readonly Resource[]): Promise<string> {
    return succeeded('up', await this.run(['up', '--yes', '--skip-preview'], resources));
  }

  /** Updates, which must fail, and returns what was said. */
  public async failingUp(resources: readonly Resource[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(['up', '--yes', '--skip-preview'], resources);
    if (code === 0) throw new Error(`the update did not fail:\n${stdout}`);
    return stdout + stderr;
  }

  /** What an update would change. @throws when the preview fails */
  public async steps(resources: readonly Resource[]): Promise<Steps> {
    const output = succeeded('preview', await this.run(['preview', '--json'], resources));
    const { steps } = JSON.parse(output) as { steps: { op: string; urn: string }[] };
    const changes = steps.filter(({ op, urn }) => op !== 'same' && urn.includes('::kubernetes:'));
    return Object.fromEntries(changes.map(({ op, urn }) => [urn.split('::').at(-1) ?? '', op]));
  }

  public async refresh(): Promise<string> {
    return succeeded('refresh', await this.project.pulumi(['refresh', '--yes']));
  }

  public async destroy(): Promise<string> {
    return succeeded('destroy', await this.project.pulumi(['destroy', '--yes']));
  }

  /** The state of a resource, or nothing where it has none. */
  public state(name: string): { readonly id?: string; readonly initErrors?: readonly string[] } | undefined {
    return this.project.state()?.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** Files of the engine (state, backups, history) that hold a text, in clear or in base64. */
  public leaks(text: string): string[] {
    const encoded = Buffer.from(text).toString('base64').replace(/=+$/, '');
    return readdirSync(this.sandbox.layout.backend, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const content = readFileSync(file, 'latin1');
        return content.includes(text) || content.includes(encoded);
      });
  }
}

function succeeded(command: string, { code, stdout, stderr }: CommandResult): string {
  if (code !== 0) throw new Error(`pulumi ${command} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Runs kubectl. @throws when it fails */
export async function kubectl(sandbox: Sandbox, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** A namespace as a resource called `namespace`. */
export function namespace(name: string): Resource {
  return { type: 'core/v1:Namespace', name: 'namespace', object: { metadata: { name } } };
}

/** The fields of an object beside its metadata, and its name. */
export interface Fields {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** A resource in a namespace that the same program makes. */
export function inNamespace(space: string, type: string, { name, ...fields }: Fields): Resource {
  return {
    type,
    name,
    object: { metadata: { name, namespace: space }, ...fields },
    options: { dependsOn: ['namespace'] },
  };
}
