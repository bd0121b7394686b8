import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Consumers, ROOT, type Consumer } from './consumer';

const NODE_20 = '20.20.2';
const NODE_22 = '22.23.3';
const NODE_24 = '24.21.0';
const PNPM = '10.34.9';

/** What a service with a fixed number of pods is made of. */
const SERVICE = [
  'Deployment/shop/shop-api',
  'NetworkPolicy/shop/shop-api',
  'PodDisruptionBudget/shop/shop-api',
  'Service/shop/shop-api',
  'ServiceAccount/shop/shop-api',
];

const RENDERED = { port: 8080, objects: SERVICE, same: true, rules: true, edges: 0 };

let consumers: Consumers;
const runtimes = new Map<string, string>();

/** A Node.js from its npm package; its install script fetches the one for this machine. */
function nodeOf(version: string): string {
  const known = runtimes.get(version);
  if (known !== undefined) return known;
  const runtime = consumers.project(`node-${version}`, 'test/consumers/projects/runtime');
  runtime.run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `node@${version}`]);
  const node = runtime.path('node_modules/node/bin/node');
  runtimes.set(version, node);
  return node;
}

beforeAll(() => {
  consumers = new Consumers();
});

afterAll(() => {
  consumers.remove();
});

describe('the example repository: cdk8s init, TypeScript 5.9, jest 29 with ts-jest, no Pulumi', () => {
  let example: Consumer;

  beforeAll(() => {
    example = consumers.project('example', 'examples/consumer').install();
  });

  test('compiles with the declarations of all entries, passes its tests and writes its manifests', () => {
    expect(example.run('npm', ['run', 'build'])).toContain('shop/shop.k8s.yaml');
    expect(example.read('manifests/shop/shop.k8s.yaml')).toContain('minReplicas: 4');
  });

  test('writes the same bytes on Node.js 20, 22 and 24', () => {
    example.run('npm', ['run', 'compile']);
    const written = [NODE_20, NODE_22, NODE_24].map((version) => {
      example.run('node', ['main.js'], nodeOf(version));
      return example.read('manifests/shop/shop.k8s.yaml');
    });
    expect(new Set(written).size).toBe(1);
  });

  test('brings neither Pulumi nor the sandbox nor model packages', () => {
    const installed = example.run('npm', ['ls', '--all', '--parseable']);
    expect(installed).toContain('seaworthy');
    expect(installed).not.toMatch(/@pulumi|kubernetes-models|@kubernetes\/client-node/);
    const files = example.run('ls', ['-R', 'node_modules/seaworthy']);
    expect(files).toContain('pulumi.js');
    expect(files).not.toMatch(/sandbox|plugins|language-nodejs/);
  });
});

test('all systems of this repository have the same bytes on Node.js 20, 22 and 24', () => {
  const project = consumers.project('systems', 'test/consumers/projects/runtime');
  const synth = join(ROOT, 'dist', 'systems', 'synth.js');
  const [first, ...others] = [NODE_20, NODE_22, NODE_24].map((version) => {
    project.run('node', [synth, '--outdir', version], nodeOf(version));
    const files = readdirSync(project.path(version), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    return Object.fromEntries(files.sort().map((file) => [file, project.read(join(version, file))]));
  });
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(20);
  for (const other of others) expect(other).toEqual(first);
});

test('an ESM project compiles and runs', () => {
  const esm = consumers.project('esm', 'test/consumers/projects/esm').install();
  esm.run('npx', ['tsc']);
  expect(JSON.parse(esm.run('node', ['main.js']))).toEqual(RENDERED);
});

test('Node.js 22 and 24 run TypeScript as it is', () => {
  const project = consumers
    .project('strip-types', 'test/consumers/projects/strip-types')
    .add('test/consumers/projects/esm/main.ts')
    .install();
  for (const version of [NODE_22, NODE_24])
    expect(JSON.parse(project.run('node', ['main.ts'], nodeOf(version)))).toEqual(RENDERED);
});

test('two packages of a pnpm workspace share charts', () => {
  const workspace = consumers.project('pnpm', 'test/consumers/projects/pnpm').installWorkspace(PNPM, 'charts', 'app');
  expect(JSON.parse(workspace.run('node', ['packages/app/main.js']))).toEqual(SERVICE);
});

describe.each([
  ['lowest', { versions: {}, nodes: [] }],
  [
    'highest',
    {
      versions: {
        '@pulumi/kubernetes': '4.34.2',
        '@pulumi/pulumi': '3.270.0',
        cdk8s: '2.70.106',
        constructs: '10.8.1',
      },
      nodes: [NODE_22, NODE_24],
    },
  ],
])('a Pulumi project with the %s versions of all peers', (name, { versions, nodes }) => {
  let project: Consumer;

  beforeAll(() => {
    project = consumers.project(`pulumi-${name}`, 'test/consumers/projects/pulumi', versions).install();
  });

  test('compiles, and its program registers what it should', () => {
    project.run('npx', ['tsc']);
    for (const node of [process.execPath, ...nodes.map(nodeOf)]) {
      const { outputs, objects } = JSON.parse(project.run('node', ['main.js'], node)) as {
        readonly outputs: unknown;
        readonly objects: readonly string[];
      };
      expect(outputs).toEqual({ host: 'db.example.com' });
      expect(objects).toContain('kubernetes:apps/v1:Deployment shop/api/Deployment');
    }
  });
});
