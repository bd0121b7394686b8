import { asList, asText, textAt } from '../data';
import type { RenderedObject } from '../rendered-object';
import type { ServedApis } from '../check-input';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { BUILT_IN_GROUPS, SERVED } from '../served-apis';
import { hasToken } from '../token';
import { object, shop } from '../examples';

const example = (...apis: readonly string[]) =>
  shop(
    [
      object('cert-manager.io/v1 Certificate', 'api', {
        spec: { secretName: 'api-tls', dnsNames: ['api.example.com'], issuerRef: { name: 'public' } },
      }),
    ],
    { capabilities: { kubernetes: { minor: 36 }, customResources: new Set(apis) } },
  );

/** Kinds that the cluster does not know. */
export const apiNotServed: Rule = {
  id: 'api-not-served',
  title:
    "The environment's cluster serves the API of every object, as its capabilities declare, or its definition is rendered too.",
  why: 'The API server refuses an object of an unknown kind, in the middle of a deployment.',
  fix: 'install the operator and declare its API in capabilities.customResources, or leave out what needs it',
  severity: 'error',
  bad: () => example(),
  good: () => example('cert-manager.io/v1'),
  check: ofEverything((rendering) => {
    const { served, objects } = rendering;
    if (served === undefined) return [];
    const defined = definedApis(rendering);
    return objects.flatMap((object) => objectFindings(object, served, defined));
  }),
};

function objectFindings(object: RenderedObject, served: ServedApis, defined: ReadonlySet<string>): Found[] {
  const { apiVersion, kind, group } = object;
  if (hasToken(apiVersion) || hasToken(kind)) return [];
  if (!BUILT_IN_GROUPS.has(group)) {
    if (served.customResources.has(apiVersion) || defined.has(`${apiVersion} ${kind}`)) return [];
    const declared = [...served.customResources].sort().join(', ') || 'none';
    return [
      { at: object, message: `${apiVersion} is not among the custom resources that the cluster serves (${declared})` },
    ];
  }
  const { minor } = served.kubernetes;
  const { since = 0, until = Infinity } = SERVED[`${apiVersion} ${kind}`] ?? {};
  if (minor < since)
    return [
      {
        at: object,
        message: `${apiVersion} ${kind} is served from Kubernetes 1.${since}, and the cluster is 1.${minor}`,
        fix: 'upgrade the cluster, or leave it out',
      },
    ];
  if (minor >= until)
    return [
      {
        at: object,
        message: `${apiVersion} ${kind} is not served since Kubernetes 1.${until}, and the cluster is 1.${minor}`,
        fix: 'use the newer version of the API',
      },
    ];
  return [];
}

/** What rendered CustomResourceDefinitions make the cluster serve. */
function definedApis(rendering: Rendering): ReadonlySet<string> {
  return new Set(
    rendering.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').flatMap(({ spec }) =>
      asList(spec['versions'])
        .filter((version) => version['served'] !== false)
        .map(
          (version) =>
            `${asText(spec['group']) ?? ''}/${asText(version['name']) ?? ''} ${textAt(spec, 'names', 'kind') ?? ''}`,
        ),
    ),
  );
}
