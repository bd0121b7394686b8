import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap } from './manifests';

/** The definition of a kind that nobody else has: `Ship` in the group `fleet.example.com`. */
function definition(kind: string, group: string, scope = 'Namespaced'): Resource {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    type: 'apiextensions.k8s.io/v1:CustomResourceDefinition',
    name: 'definition',
    object: {
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope,
        names: { kind, plural },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    },
  };
}

function custom(space: string, type: string, name: string, dependsOn: readonly string[]): Resource {
  return { ...inNamespace(space, type, { name, spec: { masts: 3 } }), options: { dependsOn } };
}

/** A request for what kinds there are: of all groups, of a group, or of a version. */
const DISCOVERY = /^GET \/(api|apis)(\/[^/]+){0,2}$/;

/** Kinds that the API server learns, and how it is asked for them. */
export const CUSTOM_KINDS: readonly Behaviour[] = [
  {
    of: 'custom resources',
    says: 'are served in the update that brings their definition, and go with it',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('custom');
      const resources = [
        namespace('custom'),
        definition('Ship', 'fleet.example.com'),
        custom('custom', 'fleet.example.com/v1:Ship', 'ship', ['namespace', 'definition']),
      ];
      await made.up(resources);
      expect(await field('custom', 'ships.fleet.example.com/ship', '.spec.masts')).toBe('3');
      expect(await made.steps(resources)).toEqual({});
      await made.destroy();
      await expect(kubectl('get', 'crd', 'ships.fleet.example.com')).rejects.toThrow('not found');
    },
  },
  {
    of: 'custom resources',
    says: 'of a group that the API server knew before are found as well: what was learnt of the group is asked for anew',
    holds: async ({ stack, field }) => {
      const made = await stack('grown');
      const boats = definition('Boat', 'harbour.example.com');
      const known = [
        namespace('grown'),
        { ...boats, name: 'boats' },
        custom('grown', 'harbour.example.com/v1:Boat', 'boat', ['namespace', 'boats']),
      ];
      await made.up(known);
      const grown = [
        ...known,
        // another object of the known kind makes the provider look the group up before the definition is there
        { ...definition('Crane', 'harbour.example.com'), options: { dependsOn: ['boat'] } },
        custom('grown', 'harbour.example.com/v1:Crane', 'crane', ['namespace', 'definition']),
      ];
      await made.up(grown);
      expect(await field('grown', 'cranes.harbour.example.com/crane', '.spec.masts')).toBe('3');
      await made.destroy();
    },
  },
  {
    of: 'custom resources',
    says: 'of the cluster that are made while their kind is on its way stay as they are at the next update',
    holds: async ({ stack }) => {
      const made = await stack('early');
      // nothing says that the definition comes first: their namespace is a guess
      const early = { type: 'sea.example.com/v1:Tide', name: 'tide', object: { metadata: { name: 'tide' }, spec: {} } };
      const resources = [definition('Tide', 'sea.example.com', 'Cluster'), early];
      await made.up(resources);
      expect(made.state('tide')?.id).toBe('tide');
      expect(await made.steps(resources)).toEqual({});
      await made.destroy();
    },
  },
  {
    of: 'custom resources',
    says: 'without their definition are an error that names the kind and its version',
    holds: async ({ stack }) => {
      const made = await stack('undefined-kind');
      const output = await made.failingUp([
        namespace('undefined-kind'),
        custom('undefined-kind', 'fleet.example.com/v7:Raft', 'raft', ['namespace']),
      ]);
      expect(output).toContain('no matches for kind "Raft" in version "fleet.example.com/v7"');
      expect(made.state('raft')).toBeUndefined();
    },
  },
  {
    of: 'discovery',
    says: 'is asked as often for many objects of a kind as for one',
    holds: async ({ stack, proxy }) => {
      const front = await proxy();
      const made = await stack('many', { kubeconfig: front.kubeconfig });
      const settings = (name: string): Resource =>
        inNamespace('default', 'core/v1:ConfigMap', { name: `many-${name}`, data: {} });
      const asked = async (names: readonly string[]): Promise<number> => {
        const before = front.requests.length;
        await made.up(names.map((name) => ({ ...settings(name), options: {} })));
        return front.requests.slice(before).filter((request) => DISCOVERY.test(request)).length;
      };
      const forOne = await asked(['a']);
      expect(forOne).toBeGreaterThan(0);
      expect(await asked(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toBe(forOne);
      expect(front.requests.filter((request) => request.startsWith('PATCH')).length).toBeGreaterThanOrEqual(8);
      await made.destroy();
    },
  },
  {
    of: 'lists',
    says: 'are not resources: their items are',
    holds: async ({ stack }) => {
      const made = await stack('list');
      const list = { ...configMap('default', {}), type: 'core/v1:ConfigMapList', options: {} };
      await made.failingUp([list]);
      expect(made.state('settings')).toBeUndefined();
    },
  },
];
