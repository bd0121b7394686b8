import { isPodPeer, type Peer } from '../../core/party';
import { namespaceLabels } from '../../core/capabilities';
import { closedRanges } from '../../core/closed-ranges';
import { WELL_KNOWN } from '../../core/conventions';
import { asData, asList, asText, isData, textAt, textsAt, type Data } from '../data';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { selects } from '../selector';

/** What a path begins or ends at. */
export interface End {
  /** What it is called in paths. */
  readonly name: string;
  /**
   * `pods`: those of one object here. `pods elsewhere`: those that a policy selects and nothing here makes. `addresses`:
   * a range outside the cluster. `anywhere`: whatever there is.
   */
  readonly kind: 'pods' | 'pods elsewhere' | 'addresses' | 'anywhere';
  /** What makes the pods. */
  readonly owner?: PodOwner;
}

/** All that there is. */
export const ANYWHERE: End = { name: 'anywhere', kind: 'anywhere' };

/** The ends of some objects: by what makes pods, and by how policies and calls name them. */
export class Ends {
  /** Those of pods, in the order of the objects. */
  public readonly pods: readonly End[];
  readonly #byOwner: ReadonlyMap<PodOwner, End>;
  readonly #others = new Map<string, End>();
  /** Labels of each namespace that has pods here. */
  readonly #namespaces: ReadonlyMap<string, Data>;

  public constructor(public readonly rendering: Rendering) {
    // policies do not hold for pods on the network of their node
    const owners = rendering.podOwners.filter(({ pod }) => pod['hostNetwork'] !== true);
    const taken = new Set<string>();
    this.pods = owners.map((owner): End => {
      const { namespace, name, kind } = owner.object;
      const short = `${namespace}/${name}`;
      const unique = taken.has(short) ? `${short} (${kind})` : short;
      taken.add(unique);
      return { name: unique, kind: 'pods', owner };
    });
    this.#byOwner = new Map(owners.flatMap((owner, index) => pair(owner, this.pods[index])));
    this.#namespaces = new Map(
      owners.map(({ object: { namespace } }) => {
        const labels = rendering.find('', 'Namespace', '', namespace)?.labels ?? {};
        return [namespace, { ...labels, [WELL_KNOWN.namespaceName]: namespace }];
      }),
    );
  }

  /** The pods that a selector of a namespace selects. */
  public selected(namespace: string, selector: Data): End[] {
    return this.rendering.selectedPods(namespace, selector).flatMap((owner) => this.#byOwner.get(owner) ?? []);
  }

  /** What a peer of a rule means, in a policy of a namespace. */
  public ofRule(peer: Data, namespace: string): End[] {
    const block = peer['ipBlock'];
    if (isData(block))
      return [this.#other(rangeName(asText(block['cidr']) ?? '', textsAt(block, 'except')), 'addresses')];
    const podSelector = asData(peer['podSelector']);
    const namespaceSelector = peer['namespaceSelector'];
    const wanted = isData(namespaceSelector) ? namespaceSelector : { matchLabels: namespaceLabels(namespace) };
    return this.#selectedIn(wanted, podSelector);
  }

  /** What a peer of a party means. */
  public ofPeer(peer: Peer): End[] {
    if (!isPodPeer(peer)) return [this.#other(rangeName(peer.cidr, closedRanges(peer.cidr)), 'addresses')];
    return this.#selectedIn({ matchLabels: namespaceLabels(peer.namespace) }, { matchLabels: peer.labels });
  }

  #selectedIn(namespaceSelector: Data, podSelector: Data): End[] {
    const labels = asData(namespaceSelector['matchLabels']);
    const name = textAt(labels, WELL_KNOWN.namespaceName);
    const candidates = name === undefined ? [...this.#namespaces.keys()] : [name];
    const namespaces = candidates.filter(
      (candidate) => selects(namespaceSelector, this.#namespaces.get(candidate) ?? {}) === 'yes',
    );
    const found = namespaces.flatMap((namespace) => this.selected(namespace, podSelector));
    if (found.length > 0 && name !== undefined) return found;
    // a selector without a name may mean further namespaces
    const place =
      name !== undefined && Object.keys(labels).length === 1 ? name : `{${selectorText(namespaceSelector)}}`;
    return [...found, this.#other(`${place}/${selectorText(podSelector)}`, 'pods elsewhere')];
  }

  #other(name: string, kind: End['kind']): End {
    const end = this.#others.get(name) ?? { name, kind };
    this.#others.set(name, end);
    return end;
  }
}

function pair(owner: PodOwner, end: End | undefined): [PodOwner, End][] {
  return end === undefined ? [] : [[owner, end]];
}

function rangeName(cidr: string, except: readonly string[]): string {
  return except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`;
}

/** A selector as kubectl writes it: `app=api,tier in (web,edge),!canary`. */
function selectorText(selector: Data): string {
  const labels = asData(selector['matchLabels']);
  const texts = Object.keys(labels).map((key) => `${key}=${textAt(labels, key) ?? ''}`);
  const expressions = asList(selector['matchExpressions']).map((expression) => {
    const [key = '', values] = [asText(expression['key']), `(${textsAt(expression, 'values').join(',')})`];
    switch (asText(expression['operator'])) {
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
      case 'NotIn':
        return `${key} notin ${values}`;
      default:
        return `${key} in ${values}`;
    }
  });
  return [...texts, ...expressions].join(',') || '*';
}
