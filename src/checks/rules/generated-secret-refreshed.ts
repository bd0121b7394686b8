import { asList, textAt, valueAt } from '../data';
import { object, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';
import { hasToken } from '../token';

const example = (policy: Readonly<Record<string, unknown>>) =>
  shop([
    object('external-secrets.io/v1 ExternalSecret', 'db', {
      spec: {
        ...policy,
        target: { name: 'db' },
        dataFrom: [
          {
            sourceRef: {
              generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name: 'db' },
            },
          },
        ],
      },
    }),
  ]);

/** Generators of values that somebody else must know too. Others make tokens that are meant to be made again. */
const LASTING: ReadonlySet<string> = new Set(['Password', 'UUID', 'SSHKey']);

/** Passwords that change every hour. */
export const generatedSecretRefreshed: Rule = {
  id: 'generated-secret-refreshed',
  title: 'A generated password is made once.',
  why: 'A generator makes a new value at every refresh: within an hour the password is not the one that the database knows.',
  fix: 'set refreshPolicy: CreatedOnce, or generate it in a PushSecret with updatePolicy: IfNotExists',
  severity: 'error',
  bad: () => example({ refreshPolicy: 'Periodic' }),
  good: () => example({ refreshPolicy: 'CreatedOnce' }),
  check: ofKinds(['external-secrets.io ExternalSecret'], (at) =>
    asList(at.spec['dataFrom'])
      .map((source) => textAt(source, 'sourceRef', 'generatorRef', 'kind') ?? '')
      .filter((kind) => LASTING.has(kind) && isRefreshed(at))
      .map((kind) => ({ at, message: `makes a new ${kind} at every refresh` })),
  ),
};

function isRefreshed({ spec }: RenderedObject): boolean {
  const [policy, interval] = [spec['refreshPolicy'] ?? 'Periodic', spec['refreshInterval']];
  if (hasToken(policy) || hasToken(interval) || valueAt(spec, 'target', 'immutable') === true) return false;
  return policy === 'Periodic' && !(typeof interval === 'string' && /^0+[smh]?$/.test(interval)) && interval !== 0;
}
