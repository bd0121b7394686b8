import { dataAt, listAt, textAt } from '../data';
import type { Data } from '../data';
import { KeySources } from '../key-sources';
import { bundleConfigMaps } from '../operator-secrets';
import { podReferences } from '../pod-references';
import type { PodReference } from '../pod-references';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { Found, Rule } from '../rule';
import { deployment, object, shop } from '../examples';

const NONE: ReadonlySet<string> = new Set();

/** What every namespace has without anybody's doing. */
const ALWAYS_THERE: Readonly<Partial<Record<PodReference['kind'], string>>> = {
  ServiceAccount: 'default',
  ConfigMap: 'kube-root-ca.crt',
};

const example = (key: string) =>
  shop([
    object('v1 ConfigMap', 'settings', { data: { 'log-level': 'info' } }),
    deployment({
      container: { env: [{ name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key } } }] },
    }),
  ]);

/** Names that pods and ExternalSecrets refer to. */
export const missingReference: Rule = {
  id: 'missing-reference',
  title: 'Every ConfigMap, Secret, key, ServiceAccount, claim and secret store that is referred to is rendered.',
  why: 'Pods wait for what is not there and never start; an ExternalSecret without its store never makes its Secret.',
  fix: 'render it beside what refers to it, correct the name, or name what something else puts there in capabilities.secrets, configMaps or secretStores',
  severity: 'error',
  bad: () => example('loglevel'),
  good: () => example('log-level'),
  check: (rendering) => [...podFindings(rendering), ...storeFindings(rendering)],
};

function podFindings(rendering: Rendering): Found[] {
  const sources = { ConfigMap: KeySources.configMaps(rendering), Secret: KeySources.secrets(rendering) };
  const { secrets = NONE, configMaps = NONE } = rendering.served ?? {};
  const given = { ConfigMap: new Set([...configMaps, ...bundleConfigMaps(rendering)]), Secret: secrets };
  const answer = (namespace: string, { kind, name, key }: PodReference) => {
    if (ALWAYS_THERE[kind] === name) return 'yes';
    // its keys are known to who puts it there
    if ((kind === 'ConfigMap' || kind === 'Secret') && given[kind].has(name)) return 'unknown';
    return kind === 'ConfigMap' || kind === 'Secret'
      ? sources[kind].provide(namespace, name, key)
      : rendering.has('', kind, namespace, name);
  };
  return rendering.podOwners.flatMap((owner) => {
    const { object } = owner;
    const missing = podReferences(owner).filter((reference) => answer(object.namespace, reference) === 'no');
    return missing.map(({ kind, name, key, from }) => {
      const wholeIsThere = key !== undefined && answer(object.namespace, { kind, name, from }) !== 'no';
      const what = wholeIsThere
        ? `key '${key}' of ${kind} '${name}', which has no such key`
        : `${kind} '${name}', which is not in namespace '${object.namespace}'`;
      return { at: object, message: `${from} refers to ${what}` };
    });
  });
}

function storeFindings(rendering: Rendering): Found[] {
  return rendering.ofKind('external-secrets.io', 'ExternalSecret').flatMap((object) =>
    storeReferences(object)
      .filter(({ kind, name }) => !storeIsThere(rendering, object, kind, name))
      .map(({ kind, name }) => ({ at: object, message: `refers to ${kind} '${name}', which is not rendered` })),
  );
}

function storeReferences({ spec }: RenderedObject): { kind: string; name: string }[] {
  const references: Data[] = [
    dataAt(spec, 'secretStoreRef'),
    ...[...listAt(spec, 'data'), ...listAt(spec, 'dataFrom')].map((entry) => dataAt(entry, 'sourceRef', 'storeRef')),
  ];
  return references.flatMap((reference) => {
    const name = textAt(reference, 'name');
    return name === undefined ? [] : [{ kind: textAt(reference, 'kind') ?? 'SecretStore', name }];
  });
}

/** A ClusterSecretStore belongs to the platform: it is missed only where the platform is rendered too. */
function storeIsThere(rendering: Rendering, object: RenderedObject, kind: string, name: string): boolean {
  if (kind === 'SecretStore')
    return (
      rendering.served?.secretStores?.has(name) === true ||
      rendering.has(object.group, kind, object.namespace, name) !== 'no'
    );
  return rendering.ofKind(object.group, kind).length === 0 || rendering.has(object.group, kind, '', name) !== 'no';
}
