import { hasToken } from '../token';
import { textAt } from '../data';
import { object, shop } from '../examples';
import { describeObject, type RenderedObject } from '../rendered-object';
import { ofEverything } from '../look';
import type { Rule } from '../rule';

const ESO = 'external-secrets.io';
const store = object(`${ESO}/v1 SecretStore`, 'aws', {
  spec: { provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } } },
});
const synced = (name: string, target: string) =>
  object(`${ESO}/v1 ExternalSecret`, name, {
    spec: {
      secretStoreRef: { kind: 'SecretStore', name: 'aws' },
      target: { name: target },
      data: [{ secretKey: 'password', remoteRef: { key: `prod/${name}` } }],
    },
  });
const example = (second: string) => shop([store, synced('orders', 'db'), synced('prices', second)]);

/** Secrets that two objects write. */
export const twoSecretOwners: Rule = {
  id: 'two-secret-owners',
  title: 'Every Secret is made by one object.',
  why: 'Two ExternalSecrets of one target overwrite or refuse each other: which value the pods get is a matter of time.',
  fix: 'give each a target of its own, or put the keys of both into one (creationPolicy: Merge adds to a Secret of others)',
  severity: 'error',
  bad: () => example('db'),
  good: () => example('prices'),
  check: ofEverything((rendering) => {
    const owners = new Map(rendering.ofKind('', 'Secret').map((one) => [`${one.namespace}/${one.name}`, one]));
    return rendering.ofKind(ESO, 'ExternalSecret').flatMap((at) => {
      const policy = textAt(at.spec, 'target', 'creationPolicy') ?? 'Owner';
      const name = textAt(at.spec, 'target', 'name') ?? at.name;
      if (policy !== 'Owner' || hasToken(name) || hasToken(at.namespace)) return [];
      const key = `${at.namespace}/${name}`;
      const first = owners.get(key);
      if (first !== undefined) return [{ at, message: `makes Secret '${name}', which is ${madeBy(first)}` }];
      owners.set(key, at);
      return [];
    });
  }),
};

function madeBy(object: RenderedObject): string {
  const owner = describeObject(object);
  return owner.startsWith('v1 Secret ') ? 'rendered too' : `made by ${owner} too`;
}
