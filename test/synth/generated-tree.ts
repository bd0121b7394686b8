import { ApiObject, App, Chart, Cron, Include, JsonPatch, Lazy, type IResolver, type ResolutionContext } from 'cdk8s';
import * as kplus27 from 'cdk8s-plus-27';
import * as kplus33 from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import fc from 'fast-check';

/** What kind of construct is added, where, and the data in it. */
interface Part {
  /** Place of the scope among those that there are, wrapped around. */
  readonly scope: number;
  readonly kind:
    'chart' | 'nested-chart' | 'group' | 'plain' | 'lazy' | 'patched' | 'resolved' | 'plus-27' | 'plus-33' | 'include';
  readonly data: Readonly<Record<string, unknown>>;
}

/** A tree to build, and which part depends on which. */
export interface TreePlan {
  readonly parts: readonly Part[];
  readonly dependencies: readonly (readonly [number, number])[];
}

/** Replaces texts as the resolvers of users do. */
class Greeter implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'greeting') context.replaceValue('hello');
  }
}

const key = fc.stringMatching(/^[a-z][-a-z.0-9]{0,6}$/);
const value = fc.oneof(
  fc.stringMatching(/^[ -~]{0,20}$/),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, 'greeting'),
);
const data = fc.dictionary(
  key,
  fc.oneof(value, fc.array(value, { maxLength: 3 }), fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true })),
  {
    maxKeys: 4,
    noNullPrototype: true,
  },
);
const kind = fc.constantFrom<Part['kind'][]>(
  'chart',
  'nested-chart',
  'group',
  'plain',
  'lazy',
  'patched',
  'resolved',
  'plus-27',
  'plus-33',
  'include',
);

/** Plans of small trees. Stock synthesis takes exponential time over dependencies, so that there are few. */
export const trees: fc.Arbitrary<TreePlan> = fc.record({
  parts: fc.array(fc.record({ scope: fc.nat(20), kind, data }), { minLength: 3, maxLength: 10 }),
  dependencies: fc.array(fc.tuple(fc.nat(10), fc.nat(10)), { maxLength: 4, size: 'max' }),
});

/** Builds a plan. `included` names a manifest file for the Include constructs in it. */
export function buildTree({ parts, dependencies }: TreePlan, included: string): App {
  const app = new App({ resolvers: [new Greeter()] });
  const first = new Chart(app, 'first', { namespace: 'shop', labels: { team: 'shop' } });
  const scopes: Construct[] = [first];
  const made: Construct[] = [first];
  for (const [index, part] of parts.entries()) {
    const scope = scopes[part.scope % scopes.length] ?? first;
    const construct = add(app, scope, `part-${index}`, part, included);
    made.push(construct);
    if (part.kind === 'chart' || part.kind === 'nested-chart' || part.kind === 'group') {
      scopes.push(construct);
      configMap(construct, 'inside', part.data);
    }
  }
  for (const [one, other] of dependencies) {
    // later constructs depend on earlier ones, so that there is no cycle
    const [from, to] = [made[Math.max(one, other)], made[Math.min(one, other)]];
    if (from !== undefined && to !== undefined && from !== to) from.node.addDependency(to);
  }
  return app;
}

function add(app: App, scope: Construct, id: string, part: Part, included: string): Construct {
  switch (part.kind) {
    case 'chart':
      return new Chart(app, id, { namespace: `space-${id}` });
    case 'nested-chart':
      return new Chart(scope, id, { namespace: 'nested', disableResourceNameHashes: true });
    case 'group':
      return new Construct(scope, id);
    case 'include':
      return new Include(new Chart(app, id, { namespace: id, labels: { included: 'yes' } }), 'include', {
        url: included,
      });
    case 'plus-27':
      return new kplus27.Deployment(scope, id, {
        containers: [{ image: 'example.com/a:1', portNumber: 80 }],
        replicas: 2,
      });
    case 'plus-33':
      return new kplus33.CronJob(scope, id, {
        containers: [{ image: 'example.com/b:1', resources: {} }],
        schedule: Cron.daily(),
      });
    case 'lazy':
      return configMap(scope, id, { late: Lazy.any({ produce: () => part.data }) });
    case 'resolved':
      return configMap(scope, id, { greeting: 'greeting', deep: ['greeting', part.data] });
    case 'patched': {
      const object = configMap(scope, id, { ...part.data, gone: 'gone' });
      object.addJsonPatch(JsonPatch.remove('/data/gone'), JsonPatch.add('/metadata/annotations', { patched: 'yes' }));
      return object;
    }
    case 'plain':
      return configMap(scope, id, part.data);
  }
}

function configMap(scope: Construct, id: string, content: Readonly<Record<string, unknown>>): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { annotations: { id } },
    data: content,
  });
}
