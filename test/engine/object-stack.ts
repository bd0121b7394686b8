import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOptions } from '../../sandbox/machine/command';
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

/** Fields that a preview changes, with what is done to them: `{ 'data.a': 'update' }`. */
export type Differences = Readonly<Record<string, string>>;

/** A step of a preview, as the engine writes it. */
interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: string }>> | null;
}

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

  /** The same stack with other arguments of the provider beside the kubeconfig. */
  public with(provider: object): ObjectStack {
    return new ObjectStack(this.sandbox, this.project, { kubeconfig: this.sandbox.kubeconfig, ...provider });
  }

  /** Runs the engine with these resources. */
  public run(
    args: readonly string[],
    resources: readonly Resource[],
    options: Omit<CommandOptions, 'cwd'> = {},
  ): Promise<CommandResult> {
    const file = join(this.project.folder, 'objects.json');
    writeFileSync(file, JSON.stringify({ provider: this.provider, resources }));
    return this.project.pulumi(args, { ...options, env: { OBJECTS: file, ...options.env } });
  }

  /** Updates, and returns what was said. @throws when the update fails */
  public async up(resources: readonly Resource[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    return succeeded('up', await this.run(['up', '--yes', '--skip-preview'], resources, { env }));
  }

  /** Updates, which must fail, and returns what was said. */
  public async failingUp(resources: readonly Resource[]): Promise<string> {
    return failed('up', await this.run(['up', '--yes', '--skip-preview'], resources));
  }

  /** What an update would change. @throws when the preview fails */
  public async steps(resources: readonly Resource[]): Promise<Steps> {
    const changes = await this.preview(resources);
    return Object.fromEntries(changes.map(({ op, urn }) => [nameOf(urn), op]));
  }

  /** The fields of a resource that an update would change. @throws when the preview fails */
  public async differences(resources: readonly Resource[], name: string): Promise<Differences> {
    const step = (await this.preview(resources)).find(({ urn }) => nameOf(urn) === name);
    return Object.fromEntries(Object.entries(step?.detailedDiff ?? {}).map(([path, { kind }]) => [path, kind]));
  }

  private async preview(resources: readonly Resource[]): Promise<readonly PreviewStep[]> {
    const output = succeeded('preview', await this.run(['preview', '--json'], resources));
    const { steps } = JSON.parse(output) as { steps: PreviewStep[] };
    return steps.filter(({ op, urn }) => op !== 'same' && urn.includes('::kubernetes:'));
  }

  public async refresh(env: NodeJS.ProcessEnv = {}): Promise<string> {
    return succeeded('refresh', await this.project.pulumi(['refresh', '--yes'], { env }));
  }

  /** Refreshes, which must fail, and returns what was said. */
  public async failingRefresh(): Promise<string> {
    return failed('refresh', await this.project.pulumi(['refresh', '--yes']));
  }

  /** Takes an object of the cluster into the stack with `pulumi import`. */
  public async import(type: string, name: string, id: string): Promise<string> {
    const provider = `cluster=${this.resource('cluster')?.urn ?? ''}`;
    const options = ['--yes', '--skip-preview', '--generate-code=false', '--protect=false', '--provider', provider];
    return succeeded('import', await this.project.pulumi(['import', ...options, `kubernetes:${type}`, name, id]));
  }

  public async destroy(env: NodeJS.ProcessEnv = {}): Promise<string> {
    return succeeded('destroy', await this.project.pulumi(['destroy', '--yes'], { env }));
  }

  /** The state of a resource, or nothing where it has none. */
  public state(name: string): { readonly id?: string; readonly initErrors?: readonly string[] } | undefined {
    return this.resource(name);
  }

  private resource(name: string) {
    return this.project.state()?.resources?.find(({ urn }) => nameOf(urn) === name);
  }

  /** Files of the engine for this stack (state, backups, history) that hold a text, in clear or in base64. */
  public leaks(text: string): string[] {
    const encoded = Buffer.from(text).toString('base64').replace(/=+$/, '');
    return readdirSync(this.sandbox.layout.backend, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => file.includes(`/${this.project.name}/`))
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

function failed(command: string, { code, stdout, stderr }: CommandResult): string {
  if (code === 0) throw new Error(`pulumi ${command} did not fail:\n${stdout}`);
  return stdout + stderr;
}

/** The logical name in a URN. */
function nameOf(urn: string): string {
  return urn.split('::').at(-1) ?? '';
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
