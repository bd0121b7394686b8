import { JSONPath } from 'jsonpath-plus';
import { render, secretRegister, type Manifest } from 'seaworthy/synth';
import { systemReach } from '../../../commands/system-reach';
import { compose } from '../../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../../systems/environments';
import { SYSTEM_NAMES } from '../../../systems/systems';

const SYSTEM = 'news-engine';
const NOW = new Date();
const SERVICES = ['news-engine-analytics', 'news-engine-publisher'];

/** Where the database of each environment is, as policies see it. */
const DATABASE = { dev: 'news-data/app=postgresql', staging: '10.20.96.0/20', prod: '10.30.96.0/20' };

const all = (data: object, path: string): unknown[] => JSONPath<unknown[]>({ path, json: data, wrap: true });

describe.each(ENVIRONMENT_NAMES)('news-engine in %s', (environment) => {
  const app = compose({ environment, systems: [SYSTEM], now: NOW });
  const manifests = render(app);
  const ofKind = (kind: string): Manifest[] => manifests.filter((manifest) => manifest.kind === kind);
  const paths = systemReach(SYSTEM_NAMES, environment, NOW).flatMap((reach) => reach.paths);

  test('of all systems its two services alone reach its database', () => {
    const wide = /^(anywhere|0\.0\.0\.0\/0)/;
    const callers = paths
      .filter(({ to, ports }) => to === DATABASE[environment] || (wide.test(to) && /\b5432\b/.test(ports)))
      .map(({ from, ports }) => `${from} ${ports}`);
    expect([...new Set(callers)].sort()).toEqual(SERVICES.map((name) => `${SYSTEM}/${name} TCP 5432`));
  });

  test('nothing reaches analytics, and nothing but name resolution and the database is open to either', () => {
    const own = (end: string) => SERVICES.some((name) => end === `${SYSTEM}/${name}`);
    expect(paths.filter(({ to }) => to === `${SYSTEM}/news-engine-analytics`)).toEqual([]);
    const callees = new Set(paths.filter(({ from }) => own(from)).map(({ to }) => to));
    expect([...callees].sort()).toEqual([DATABASE[environment], 'kube-system/k8s-app=kube-dns'].sort());
  });

  test('each service has an account of its own that no role is given to, and no token', () => {
    expect(
      ofKind('ServiceAccount')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(SERVICES);
    const bound = ofKind('RoleBinding').flatMap((binding) => all(binding, '$.subjects[*].kind'));
    expect(new Set(bound)).toEqual(new Set(['Group']));
    expect(ofKind('ClusterRoleBinding')).toEqual([]);
    expect(manifests.flatMap((manifest) => all(manifest, '$..automountServiceAccountToken'))).not.toContain(true);
  });

  test('no role reads Secrets, opens a shell in a pod, or changes roles, quotas and network policies', () => {
    const roles = ofKind('Role').map((role) => [role.metadata.name, all(role, '$.rules[*]') as object[]] as const);
    expect(roles.map(([name]) => name).sort()).toEqual(['admin', 'developer', 'operator']);
    const rights = roles.flatMap(([, rules]) =>
      rules.flatMap((rule) =>
        all(rule, '$.resources[*]').map((resource) => [resource, all(rule, '$.verbs[*]')] as const),
      ),
    );
    const resources = rights.map(([resource]) => resource);
    for (const closed of ['secrets', 'pods/exec', 'pods/attach', 'roles', 'rolebindings'])
      expect(resources).not.toContain(closed);
    const held = rights.filter(([resource]) => resource === 'resourcequotas' || resource === 'networkpolicies');
    expect(
      held.flatMap(([, verbs]) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(String(verb))),
    ).toEqual([]);
  });

  test('every secret has an owner, a cadence and a reader that starts again', () => {
    const registered = secretRegister(app);
    expect(registered).toHaveLength(2);
    for (const { owner, rotatedEverySeconds, consumers } of registered) {
      expect(owner).toBe('team-news');
      expect(rotatedEverySeconds).toBe(30 * 24 * 3600);
      expect(consumers.map(({ restarts }) => restarts)).toEqual([true]);
    }
  });

  test('every policy that lets something through spares pods in quarantine', () => {
    const policies = ofKind('NetworkPolicy').filter(({ metadata }) => metadata.name !== 'default-deny');
    expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual(SERVICES);
    for (const policy of policies)
      expect(all(policy, '$.spec.podSelector.matchExpressions[*]')).toContainEqual({
        key: 'network.seaworthy.dev/quarantine',
        operator: 'DoesNotExist',
      });
  });
});
