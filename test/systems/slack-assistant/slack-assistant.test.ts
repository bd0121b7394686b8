import { accessRegister } from 'seaworthy';
import { render, type Manifest } from 'seaworthy/synth';
import { compose } from '../../../systems/compose';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../systems/environments';
import { SYSTEM_NAMES } from '../../../systems/systems';

const NAME = 'slack-assistant';
const NOW = new Date('2026-11-21T12:00:00Z');

const composed = (environment: EnvironmentName, overrides: object = {}, now = NOW) =>
  compose({ environment, systems: [NAME], now, overrides: { [NAME]: overrides } });
const rendered = (...args: Parameters<typeof composed>): readonly Manifest[] => render(composed(...args));

/** Kind and name of each object: `Job/slack-assistant-workspace-id-expand`. */
const names = (objects: readonly Manifest[]): string[] =>
  objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const find = (objects: readonly Manifest[], name: string): Manifest => {
  const found = objects.find(({ kind, metadata }) => `${kind}/${metadata.name}` === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('changes of the schema', () => {
  test('the expand comes before the pods that need it, the backfill after them', () => {
    const order = names(rendered('prod'));
    const [expand, app, backfill] = [
      'Job/slack-assistant-workspace-id-expand',
      'Deployment/slack-assistant',
      'Job/slack-assistant-workspace-id-backfill',
    ].map((name) => order.indexOf(name));
    expect([expand, app, backfill]).not.toContain(-1);
    expect([expand, app, backfill]).toEqual([expand, app, backfill].sort((a = 0, b = 0) => a - b));
  });

  test('an enforce in the release of its expand is refused', () => {
    const step = { change: 'workspace-id', release: '1.0.0', revision: 'workspace_id' };
    const migrations = ['expand', 'enforce'].map((phase) => ({ ...step, phase }));
    expect(() => rendered('prod', { migrations })).toThrow(
      "release '1.0.0' is not after the release of the expand of 'workspace-id'",
    );
  });

  test('migrations have a user of the database of their own, and no token of Slack', () => {
    const objects = rendered('prod');
    const secret = (name: string) => JSON.stringify(find(objects, `ExternalSecret/${name}`).spec);
    const migration = secret('slack-assistant-workspace-id-expand-secrets');
    expect(migration).toContain('"prod/slack-assistant/migrations"');
    expect(migration).not.toContain('slack-bot-token');
    expect(secret('slack-assistant-secrets')).not.toContain('migrations');
  });
});

describe('calls', () => {
  test.each([
    ['Slack', { slack: { timeout: '4s' } }, '4000ms for slack.com'],
    ['the database', { databaseTimeout: '5s' }, '5000ms for assistant (PostgreSQL)'],
  ])('waiting for %s longer than Slack waits for an answer is refused', (_who, overrides, problem) => {
    expect(() => rendered('prod', overrides)).toThrow(problem);
  });

  test('only the app calls Slack, and only the Gateway calls the app', () => {
    const objects = rendered('prod');
    expect(names(objects).filter((name) => name.startsWith('CiliumNetworkPolicy/'))).toEqual([
      'CiliumNetworkPolicy/slack-assistant-hosts',
    ]);
    expect(find(objects, 'AuthorizationPolicy/slack-assistant').spec).toMatchObject({
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/istio-ingress/sa/public-istio'] } }] }],
    });
    expect(find(objects, 'AuthorizationPolicy/slack-assistant-workspace-id-expand').spec).toMatchObject({ rules: [] });
  });

  test('nothing but the paths of Slack is reached from outside, so health is not', () => {
    expect(find(rendered('prod'), 'HTTPRoute/slack-assistant').spec).toMatchObject({
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/slack' } }] }],
    });
  });
});

describe('the mesh', () => {
  test.each(ENVIRONMENT_NAMES)('has this namespace and no other one in %s', (environment) => {
    const objects = render(compose({ environment, systems: SYSTEM_NAMES, now: NOW }));
    const meshed = objects.filter(({ kind, metadata }) => {
      const labels = Object.keys(metadata.labels ?? {});
      return kind === 'Namespace' && labels.some((label) => label.includes('istio'));
    });
    expect(names(meshed)).toEqual(['Namespace/slack-assistant']);
    const ofIstio = objects.filter(({ apiVersion }) => apiVersion.includes('istio.io'));
    expect(new Set(ofIstio.map(({ metadata }) => metadata.namespace))).toEqual(new Set([NAME]));
  });
});

describe('access for a time', () => {
  const grant = {
    name: 'inc-4711',
    role: 'break-glass',
    user: 'ada@example.com',
    reason: 'no event is answered',
    approvedBy: 'duty manager',
    expires: '2026-11-21T16:00:00Z',
  };
  const access = { grants: [grant] };

  test('nobody has any by default', () => {
    for (const environment of ENVIRONMENT_NAMES) expect(accessRegister(composed(environment))).toEqual([]);
  });

  test('a grant is bound to one person, and ended from a namespace that its holder cannot reach', () => {
    const objects = rendered('prod', { access });
    const binding = find(objects, 'RoleBinding/grant-inc-4711');
    expect(binding.metadata.namespace).toBe(NAME);
    expect(binding.subjects).toMatchObject([{ kind: 'User', name: 'ada@example.com' }]);
    expect(find(objects, 'CronJob/access-expiry-slack-assistant').metadata.namespace).toBe('slack-assistant-access');
  });

  test('a grant that has ended is not rendered any more', () => {
    const objects = rendered('prod', { access }, new Date('2026-11-21T16:00:01Z'));
    expect(names(objects)).not.toContain('RoleBinding/grant-inc-4711');
  });

  test('break-glass for longer than half a day is refused', () => {
    const long = { grants: [{ ...grant, expires: '2026-11-22T12:00:00Z' }] };
    expect(() => rendered('prod', { access: long })).toThrow('grants[0].expires');
  });
});

describe('nodes', () => {
  const spec = (environment: EnvironmentName, name: string) => find(rendered(environment), name).spec;
  const key = 'acme.example.com/pool';

  test('only its pods are on them, and run elsewhere while there is no room', () => {
    const taint = { key, value: NAME, effect: 'NoSchedule' };
    expect(spec('prod', 'NodePool/slack-assistant')).toMatchObject({
      template: { metadata: { labels: { [key]: NAME } }, spec: { taints: [taint] } },
    });
    const preference = { matchExpressions: [{ key, operator: 'In', values: [NAME] }] };
    expect(spec('prod', 'Deployment/slack-assistant')).toMatchObject({
      template: {
        spec: {
          tolerations: [{ ...taint, operator: 'Equal' }],
          affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ preference }] } },
        },
      },
    });
  });
});
