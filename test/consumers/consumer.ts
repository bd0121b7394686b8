import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** npm without what only costs time here. Packages of a consumer need no install scripts. */
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];

/** A folder outside the repository, with the package as users get it. */
export class Consumers {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-consumers-')));
  readonly #tarball: string;

  constructor() {
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.#folder], ROOT),
    ) as { filename: string }[];
    this.#tarball = join(this.#folder, packed?.filename ?? '');
  }

  /** A project of its own, with the package among its dependencies. `versions` replaces those that it asks for. */
  public project(name: string, source: string, versions: Readonly<Record<string, string>> = {}): Consumer {
    const folder = join(this.#folder, name);
    cpSync(join(ROOT, source), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
    return new Consumer(folder, this.#tarball, versions);
  }

  public remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** One project that uses the package. */
export class Consumer {
  readonly #folder: string;
  readonly #tarball: string;

  constructor(folder: string, tarball: string, versions: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#tarball = tarball;
    this.#depend('.', versions);
  }

  /** Puts a file of the repository beside the project's own. */
  public add(file: string): this {
    cpSync(join(ROOT, file), join(this.#folder, basename(file)));
    return this;
  }

  public install(...packages: readonly string[]): this {
    this.run('npm', [...INSTALL, ...packages]);
    return this;
  }

  /** Lets packages of a workspace depend on the package, and installs all with pnpm. */
  public installWorkspace(pnpm: string, ...packages: readonly string[]): this {
    for (const name of packages) this.#depend(join('packages', name), {});
    this.run('npx', ['--yes', `pnpm@${pnpm}`, 'install', '--prefer-offline', '--ignore-scripts']);
    return this;
  }

  /** Output of a command in the project. @throws {Error} with all that it wrote, when it fails */
  public run(command: string, args: readonly string[], node: string = process.execPath): string {
    return run(command, args, this.#folder, node);
  }

  public read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  public path(file: string): string {
    return join(this.#folder, file);
  }

  #depend(folder: string, versions: Readonly<Record<string, string>>): void {
    const file = join(this.#folder, folder, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly dependencies?: Record<string, string> };
    const dependencies = { ...manifest.dependencies, ...versions, seaworthy: `file:${this.#tarball}` };
    writeFileSync(file, JSON.stringify({ ...manifest, dependencies }));
  }
}

/** `node`: the Node.js that the command and everything below it runs on. */
function run(command: string, args: readonly string[], cwd: string, node: string = process.execPath): string {
  const env = { ...process.env, PATH: [dirname(node), process.env['PATH']].join(delimiter), NODE_OPTIONS: '' };
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
