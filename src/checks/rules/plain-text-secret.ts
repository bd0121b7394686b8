import { credentialIn, isLiteral, mayHoldCredential, namesCredential } from '../../core/credential';
import { dataAt, listAt, someText, textAt, textsIn } from '../data';
import { hasToken } from '../../core/token';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { Found, Rule } from '../rule';
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
  check: (rendering) =>
    rendering.objects.flatMap((object) =>
      object.group === '' && object.kind === 'Secret' ? secretFindings(object) : otherFindings(rendering, object),
    ),
};

function secretFindings(object: RenderedObject): Found[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries(dataAt(object.manifest, field))
      .filter(([, value]) => typeof value === 'string' && value !== '' && !hasToken(value))
      .map(([key]) => ({ at: object, message: `${field}.${key} holds a value` })),
  );
}

function otherFindings(rendering: Rendering, object: RenderedObject): Found[] {
  // most manifests hold nothing: one look without paths tells so at a small part of the cost
  const texts = someText(object.manifest, mayHoldCredential) ? [...textsIn(object.manifest)] : [];
  const inTexts = texts.flatMap(({ path, text }) => {
    const credential = credentialIn(text);
    return credential === undefined ? [] : [{ at: object, message: `${path} holds ${credential}` }];
  });
  return [...variableFindings(rendering, object), ...configFindings(object), ...inTexts];
}

function variableFindings(rendering: Rendering, object: RenderedObject): Found[] {
  return (rendering.ownerOf(object)?.containers ?? []).flatMap(({ name, spec }) =>
    listAt(spec, 'env').flatMap((variable) => {
      const variableName = textAt(variable, 'name') ?? '';
      return holdsCredential(variableName, textAt(variable, 'value'))
        ? [{ at: object, message: `env ${variableName} of container ${name} holds what its name calls a credential` }]
        : [];
    }),
  );
}

function configFindings(object: RenderedObject): Found[] {
  if (object.group !== '' || object.kind !== 'ConfigMap') return [];
  const data = dataAt(object.manifest, 'data');
  return Object.keys(data)
    .filter((key) => holdsCredential(key, textAt(data, key)))
    .map((key) => ({ at: object, message: `data.${key} holds what its name calls a credential` }));
}

function holdsCredential(name: string, value: string | undefined): boolean {
  // a URL with a password is told as such, once
  return value !== undefined && namesCredential(name) && isLiteral(value) && credentialIn(value) === undefined;
}
