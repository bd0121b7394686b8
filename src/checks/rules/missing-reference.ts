import { asData, asList, asText, dataAt } from '../data';
import type { Data } from '../data';
import type { Answer } from '../certainty';
import { configMaps, secrets } from '../key-sources';
import { bundleConfigMaps } from '../operator-secrets';
import type { PodOwner } from '../pod-owner';
import { placeOf, podReferences } from '../pod-references';
import type { PodReference } from '../pod-references';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, ofPods, type Found } from '../look';
import type { Rule } from '../rule';
import { deployment, object, shop } from '../examples';

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
  check: [ofPods(podFindings), ofKinds(['external-secrets.io ExternalSecret'], storeFindings)],
};

function podFindings(owner: PodOwner, rendering: Rendering): Found[] {
  const found: Found[] = [];
  for (const reference of podReferences(owner))
    if (isThere(rendering, owner.object.namespace, reference) === 'no')
      found.push(missing(rendering, owner.object, reference));
  return found;
}

function missing(rendering: Rendering, at: RenderedObject, reference: PodReference): Found {
  const { kind, name, key } = reference;
  const wholeIsThere = key !== undefined && isThere(rendering, at.namespace, { ...reference, key: undefined }) !== 'no';
  const what = wholeIsThere
    ? `key '${key}' of ${kind} '${name}', which has no such key`
    : `${kind} '${name}', which is not in namespace '${at.namespace}'`;
  return { at, message: `${placeOf(reference)} refers to ${what}` };
}

function isThere(rendering: Rendering, namespace: string, reference: PodReference): Answer {
  const answer = isRendered(rendering, namespace, reference);
  if (answer !== 'no') return answer;
  const { kind, name } = reference;
  if (ALWAYS_THERE[kind] === name) return 'yes';
  // its keys are known to who puts it there
  return isGiven(rendering, kind, name) ? 'unknown' : 'no';
}

function isRendered(rendering: Rendering, namespace: string, { kind, name, key }: PodReference): Answer {
  if (kind === 'ConfigMap') return rendering.view(configMaps).provide(namespace, name, key);
  if (kind === 'Secret') return rendering.view(secrets).provide(namespace, name, key);
  return rendering.has('', kind, namespace, name);
}

/** Whether something that is not rendered puts it into every namespace, or into this one. */
function isGiven(rendering: Rendering, kind: PodReference['kind'], name: string): boolean {
  const { served } = rendering;
  if (kind === 'Secret') return served?.secrets?.has(name) === true;
  return kind === 'ConfigMap' && (served?.configMaps?.has(name) === true || rendering.view(bundles).has(name));
}

const bundles = (rendering: Rendering): ReadonlySet<string> => new Set(bundleConfigMaps(rendering));

function storeFindings(object: RenderedObject, rendering: Rendering): Found[] {
  const found: Found[] = [];
  for (const reference of storeReferences(object.spec)) {
    const name = asText(reference['name']);
    const kind = asText(reference['kind']) ?? 'SecretStore';
    if (name !== undefined && !storeIsThere(rendering, object, kind, name))
      found.push({ at: object, message: `refers to ${kind} '${name}', which is not rendered` });
  }
  return found;
}

function storeReferences(spec: Data): readonly Data[] {
  const references = [asData(spec['secretStoreRef'])];
  for (const entry of asList(spec['data'])) references.push(dataAt(entry, 'sourceRef', 'storeRef'));
  for (const entry of asList(spec['dataFrom'])) references.push(dataAt(entry, 'sourceRef', 'storeRef'));
  return references;
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
