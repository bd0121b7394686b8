import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AccessGrants, NamespaceQuota, Percent, TenantNamespace, TenantRoles, WebService } from 'seaworthy';
import { synth } from 'seaworthy/synth';
import { findRoot } from '../../sandbox/layout';
import { run, type CommandResult } from '../../sandbox/machine/command';
import { Sandbox } from '../../sandbox/sandbox';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { emit } from '../../src/synth/emit';
import { kubectl } from './object-stack';

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** A tenant with a service, built two hours ago: one of its two grants has ended since. */
class Tenant extends Chart {
  public readonly access: AccessGrants;
  public readonly api: WebService;

  public constructor(app: App) {
    super(app, 'tenant', { namespace: 'shop' });
    new TenantNamespace(this, 'Namespace', { name: 'shop' });
    new TenantNamespace(this, 'AccessNamespace', { name: 'access' });
    new NamespaceQuota(this, 'Quota', { namespace: 'shop' });
    const groups = { developer: ['shop-developers'], operator: ['shop-oncall'], admin: ['shop-admins'] };
    const roles = new TenantRoles(this, 'Roles', { namespace: 'shop', groups });
    const grant = { role: 'break-glass', reason: 'orders are stuck', approvedBy: 'duty-manager' } as const;
    this.access = new AccessGrants(this, 'Access', {
      roles,
      now: at(-2),
      enforcer: { namespace: 'access', image: 'ghcr.io/acme/kubectl:1.36.3', apiServer: ['127.0.0.1/32'] },
      grants: [
        { ...grant, name: 'over', to: { user: 'ada' }, expires: at(-1) },
        { ...grant, name: 'running', to: { user: 'grace' }, expires: at(1) },
      ],
    });
    this.api = new WebService(this, 'api', {
      name: 'api',
      image: 'ghcr.io/acme/shop-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) },
      scale: { min: 2, max: 5, cpu: Percent.of(70) },
    });
  }
}

let folder: string;
let sandbox: Sandbox;
let tenant: Tenant;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-tenancy-'));
  sandbox = await Sandbox.create({ stateDir: folder, environment: 'dev', ports: 'free' });
  await sandbox.start();
  const app = new App();
  tenant = new Tenant(app);
  const outdir = join(folder, 'manifests');
  const { files } = synth(app, { outdir });
  for (const file of [...files].sort()) await kubectl(sandbox, 'apply', '--server-side', '-f', join(outdir, file));
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('a quota that was counted from what is declared', () => {
  const pods = () =>
    kubectl(sandbox, 'get', 'resourcequota', 'peak', '-n', 'shop', '-o', 'jsonpath={.status.used.pods}');
  const ready = (count: number) =>
    kubectl(
      sandbox,
      'wait',
      'deployment/api',
      '-n',
      'shop',
      `--for=jsonpath={.status.readyReplicas}=${count}`,
      '--timeout=90s',
    );
  /** A pod as the Deployment makes them. */
  const anotherPod = (): string => {
    const { spec } = tenant.api.deployment.toJson() as { spec: { template: { spec: object } } };
    const metadata = { name: 'one-more', namespace: 'shop' };
    const file = join(folder, 'pod.yaml');
    writeFileSync(file, emit([{ apiVersion: 'v1', kind: 'Pod', metadata, spec: spec.template.spec }]));
    return file;
  };

  test('lets a rollout at the maximum of the autoscaler finish', async () => {
    await kubectl(sandbox, 'scale', 'deployment/api', '-n', 'shop', '--replicas=5');
    await ready(5);
    await kubectl(sandbox, 'set', 'env', 'deployment/api', '-n', 'shop', 'RELEASE=2');
    const told = await kubectl(sandbox, 'rollout', 'status', 'deployment/api', '-n', 'shop', '--timeout=120s');
    expect(told).toContain('successfully rolled out');
  });

  test('has room for every pod of the peak and not for one more', async () => {
    // nothing but the quota may hold the number of pods: 5 and a quarter of them, rounded up, are 7
    await kubectl(sandbox, 'delete', 'horizontalpodautoscaler', 'api', '-n', 'shop');
    await kubectl(sandbox, 'scale', 'deployment/api', '-n', 'shop', '--replicas=7');
    await ready(7);
    expect(await pods()).toBe('7');
    const { code, stderr } = await sandbox.kubectl(['create', '-f', anotherPod()]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('exceeded quota: peak');
    expect(stderr).toMatch(/used: .*pods=7.*limited: .*pods=7/s);
  });
});

/** `kubectl auth can-i`, asked by the administrator for somebody else. A subresource follows a '/', a name a blank. */
async function canI(who: readonly string[], verb: string, resource: string): Promise<string> {
  const [kind = '', name] = resource.split(' ');
  const [type = '', subresource] = kind.split('/');
  const what = name === undefined ? type : `${type}/${name}`;
  const of = subresource === undefined ? [] : [`--subresource=${subresource}`];
  const { stdout } = await sandbox.kubectl(['auth', 'can-i', verb, what, ...of, '-n', 'shop', ...who]);
  return stdout.trim();
}

const group = (name: string) => ['--as=somebody', `--as-group=${name}`];

describe('kubectl auth can-i', () => {
  // verb, resource, and the answers for developer, operator, admin, break-glass
  test.each<[verb: string, resource: string, ...answers: ('yes' | 'no')[]]>([
    ['list', 'pods', 'yes', 'yes', 'yes', 'yes'],
    ['get', 'pods/log', 'yes', 'yes', 'yes', 'yes'],
    ['watch', 'deployments.apps', 'yes', 'yes', 'yes', 'yes'],
    ['get', 'externalsecrets.external-secrets.io', 'yes', 'yes', 'yes', 'yes'],
    ['delete', 'pods', 'no', 'yes', 'yes', 'yes'],
    ['create', 'pods/eviction', 'no', 'yes', 'yes', 'yes'],
    ['patch', 'deployments.apps/scale', 'no', 'yes', 'yes', 'yes'],
    ['delete', 'jobs.batch', 'no', 'yes', 'yes', 'yes'],
    ['patch', 'deployments.apps', 'no', 'no', 'yes', 'yes'],
    ['create', 'services', 'no', 'no', 'yes', 'yes'],
    ['update', 'configmaps', 'no', 'no', 'yes', 'yes'],
    ['create', 'pods/exec', 'no', 'no', 'no', 'yes'],
    ['create', 'pods/portforward', 'no', 'no', 'no', 'yes'],
    ['get', 'secrets', 'no', 'no', 'no', 'yes'],
    ['list', 'secrets', 'no', 'no', 'no', 'no'],
    ['create', 'rolebindings.rbac.authorization.k8s.io', 'no', 'no', 'no', 'no'],
    ['patch', 'resourcequotas', 'no', 'no', 'no', 'no'],
    ['delete', 'networkpolicies.networking.k8s.io', 'no', 'no', 'no', 'no'],
    ['create', 'serviceaccounts/token', 'no', 'no', 'no', 'no'],
    ['impersonate', 'users', 'no', 'no', 'no', 'no'],
    ['list', 'nodes', 'no', 'no', 'no', 'no'],
  ])('%s %s: developer %s, operator %s, admin %s, break-glass %s', async (verb, resource, ...answers) => {
    const people = [group('shop-developers'), group('shop-oncall'), group('shop-admins'), ['--as=grace']];
    const told: string[] = [];
    for (const who of people) told.push(await canI(who, verb, resource));
    expect(told).toEqual(answers);
  });

  test('nobody has anything in another namespace', async () => {
    const { stdout } = await sandbox.kubectl([
      'auth',
      'can-i',
      'list',
      'pods',
      '-n',
      'access',
      ...group('shop-admins'),
    ]);
    expect(stdout.trim()).toBe('no');
  });
});

describe('the job that ends grants', () => {
  /** Runs the job's own command as its own service account: the pretended nodes run nothing. */
  async function expire(): Promise<CommandResult> {
    const cronJob = ApiObject.of(tenant.access.expiry?.cronJob ?? tenant).toJson() as {
      spec: { jobTemplate: { spec: { template: { spec: { containers: { command: string[] }[] } } } } };
    };
    const [program = '', ...args] = cronJob.spec.jobTemplate.spec.template.spec.containers[0]?.command ?? [];
    const config = JSON.parse(await kubectl(sandbox, 'config', 'view', '--raw', '--minify', '-o', 'json')) as {
      users: { user: object }[];
    };
    const token = (await kubectl(sandbox, 'create', 'token', 'access-expiry-shop', '-n', 'access')).trim();
    const kubeconfig = join(folder, 'expiry.json');
    const users = config.users.map((user) => ({ ...user, user: { token } }));
    writeFileSync(kubeconfig, JSON.stringify({ ...config, users }), { mode: 0o600 });
    const tools = dirname(new Toolchain(findRoot(__dirname)).require('kubectl'));
    return run(program, args, {
      env: { PATH: `${tools}:/usr/bin:/bin`, HOME: folder, KUBECONFIG: kubeconfig, NAMESPACE: 'shop' },
    });
  }

  const ENFORCER = ['--as=system:serviceaccount:access:access-expiry-shop'];

  test('deletes the binding whose time is over and leaves the other, also when it runs again', async () => {
    expect(await canI(['--as=ada'], 'get', 'secrets')).toBe('yes');
    for (const time of ['first', 'second']) expect([time, await expire()]).toMatchObject([time, { code: 0 }]);
    expect(await canI(['--as=ada'], 'get', 'secrets')).toBe('no');
    expect(await canI(['--as=grace'], 'get', 'secrets')).toBe('yes');
  });

  test('may delete these bindings and no other, and cannot read what they give', async () => {
    const binding = (name: string) => `rolebindings.rbac.authorization.k8s.io ${name}`;
    expect(await canI(ENFORCER, 'delete', binding('grant-running'))).toBe('yes');
    expect(await canI(ENFORCER, 'delete', binding('admin'))).toBe('no');
    expect(await canI(ENFORCER, 'get', 'secrets')).toBe('no');
  });
});
