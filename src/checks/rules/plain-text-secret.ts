import { credentialIn, isLiteral, namesCredential } from '../../core/credential';
import { asData, asText, dataAt, someText, textAt, textsIn } from '../data';
import { hasToken } from '../token';
import type { PodOwner } from '../pod-owner';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, ofObjectsThat, ofPods, type Found } from '../look';
import type { Rule } from '../rule';
import { deployment, shop } from '../examples';

const example = (env: Readonly<Record<string, unknown>>) =>
  shop([deployment({ container: { env: [{ name: 'API_KEY', ...env }] } })]);

/** Secrets that stand in manifests. Findings never show a value. */
export const plainTextSecret: Rule = {
  id: 'plain-text-secret',
  title: 'No secret stands in a manifest in plain text.',
  why: 'Manifests are kept in Git, in build logs and in state files, where everyone who can read them has the secret.',
  fix: 'keep the value in a secret store and refer to it: SecretRef.env, or a secretKeyRef',
  severity: 'error',
  bad: () => example({ value: 'kR8-example-only' }),
  good: () => example({ valueFrom: { secretKeyRef: { name: 'api', key: 'api-key', optional: true } } }),
  check: [
    ofKinds([' Secret'], secretFindings),
    ofObjectsThat(({ mayHoldCredential, type }) => mayHoldCredential && type !== ' Secret', textFindings),
    ofPods(variableFindings),
    ofKinds([' ConfigMap'], configFindings),
  ],
};

/** Whether names are those of credentials. Pods share most names of their variables: each name is looked at once. */
class CredentialNames {
  private readonly known = new Map<string, boolean>();

  public has(name: string): boolean {
    const before = this.known.get(name);
    if (before !== undefined) return before;
    const answer = namesCredential(name);
    this.known.set(name, answer);
    return answer;
  }
}

function credentialNames(): CredentialNames {
  return new CredentialNames();
}

function secretFindings(object: RenderedObject): Found[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries(dataAt(object.manifest, field))
      .filter(([, value]) => typeof value === 'string' && value !== '' && !hasToken(value))
      .map(([key]) => ({ at: object, message: `${field}.${key} holds a value` })),
  );
}

function textFindings(object: RenderedObject): Found[] {
  // one look without paths tells of nearly every manifest that it holds none, at a small part of the cost
  if (!someText(object.manifest, (text) => credentialIn(text) !== undefined)) return [];
  return [...textsIn(object.manifest)].flatMap(({ path, text }) => {
    const credential = credentialIn(text);
    return credential === undefined ? [] : [{ at: object, message: `${path} holds ${credential}` }];
  });
}

function variableFindings({ object, containers }: PodOwner, rendering: Rendering): Found[] {
  const names = rendering.view(credentialNames);
  const found: Found[] = [];
  containers.forEach((container) => {
    container.env.forEach((variable) => {
      const name = asText(variable['name']) ?? '';
      if (!holdsCredential(names, name, asText(variable['value']))) return;
      const message = `env ${name} of container ${container.name} holds what its name calls a credential`;
      found.push({ at: object, message });
    });
  });
  return found;
}

function configFindings(object: RenderedObject, rendering: Rendering): Found[] {
  const names = rendering.view(credentialNames);
  const data = asData(object.manifest['data']);
  const found: Found[] = [];
  for (const key in data)
    if (holdsCredential(names, key, textAt(data, key)))
      found.push({ at: object, message: `data.${key} holds what its name calls a credential` });
  return found;
}

function holdsCredential(names: CredentialNames, name: string, value: string | undefined): boolean {
  // a URL with a password is told as such, once
  return value !== undefined && names.has(name) && isLiteral(value) && credentialIn(value) === undefined;
}
