import { BlockList, isIP } from 'node:net';
import type { CheckedObject, Reach } from 'seaworthy/checks';
import { reach } from 'seaworthy/checks';
import { judge, type Probe } from './netpol-judge';

/** Ends that no policy names: an address of the internet, that of instances' metadata, and a pod of somebody else. */
const PUBLIC = '203.0.113.9';
const METADATA = '169.254.169.254';
const STRANGER = 'stranger/app=stranger';

/** A port that nobody opens. */
const UNUSED = 10;

/** How a computed matrix and the independent judge compare. */
export interface Judgement {
  /** Pods of the objects whose ways were tried. */
  readonly pods: readonly string[];
  /** How many ways are open, by the judge. */
  readonly open: number;
  /** What one of them lets through and the other one does not. */
  readonly differences: readonly string[];
}

/**
 * Holds the matrix that is computed of some objects against the judge: every pair of their pods, and each of them with every
 * end that their policies name and some that none names, on every port that is open anywhere and one that is not.
 *
 * @param judged what the judge reads instead: the objects as a cluster has them
 */
export async function judgedReach(objects: readonly CheckedObject[], judged: readonly object[]): Promise<Judgement> {
  const matrix = reach(objects);
  const ends = endsOf(matrix);
  const probes = probesOf(matrix, ends);
  const elsewhere = ends.filter((end) => !matrix.pods.includes(end) && isPods(end)).map(podOf);
  const [verdicts = []] = await judge([{ objects: [...judged, ...elsewhere], probes }]);
  const differences = probes.flatMap((probe, index) => {
    const isOpen = verdicts[index] === true;
    return isOpen === isReached(matrix, probe)
      ? []
      : [`${probe.from} to ${probe.to}, ${probe.protocol} ${probe.port}: ${isOpen ? 'open' : 'closed'} by the judge`];
  });
  return { pods: matrix.pods, open: verdicts.filter(Boolean).length, differences };
}

/** What the computed matrix says of a probe. */
function isReached({ pods, paths }: Reach, { from, to, protocol, port }: Probe): boolean {
  return paths
    .filter((path) => isOf(path.from, from) && (isOf(path.to, to) || mayHold(path.to, to, pods)))
    .flatMap(({ ports }) => ports.split('; '))
    .filter((group) => group.startsWith(`${protocol} `))
    .flatMap((group) => group.slice(protocol.length).split(','))
    .some((text) => {
      const [first = 0, last = first] = text.split('-').map(Number);
      return first <= port && port <= last;
    });
}

/** Whether an end of a path has an end of a probe: the same pods, or a range that holds the address. */
function isOf(end: string, probed: string): boolean {
  if (isIP(probed) === 0 || isPods(end)) return end === probed;
  const [range = '', ...without] = end.split(/ except |, /);
  return holds(range, probed) && !without.some((cidr) => holds(cidr, probed));
}

/**
 * Whether a range may hold the address of a pod elsewhere. The matrix counts ranges as outside of the cluster; network plug-ins
 * differ, and the judge is one for which all addresses are also those of pods. Pods of the objects have policies of their own.
 */
function mayHold(end: string, probed: string, pods: readonly string[]): boolean {
  return end.startsWith('0.0.0.0/0') && isPods(probed) && !pods.includes(probed);
}

function holds(cidr: string, address: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(address);
}

function isPods(end: string): boolean {
  return isIP(end.split('/')[0] ?? '') === 0;
}

/** All ends to try: the pods of the objects, pods elsewhere by a selector, and an address of each range. */
function endsOf({ pods, paths }: Reach): readonly string[] {
  const named = paths.flatMap(({ from, to }) => [from, to]).map((end) => (isPods(end) ? end : addressIn(end)));
  return [...new Set([...pods, ...named, PUBLIC, METADATA, STRANGER])];
}

/** The seventh address of a range of IPv4. */
function addressIn(range: string): string {
  const [network = ''] = range.split('/');
  return network.replace(/\d+$/, (last) => String(Number(last) + 7));
}

function probesOf({ pods, paths }: Reach, ends: readonly string[]): readonly Probe[] {
  const called = new Set(
    paths.flatMap(({ ports }) =>
      ports
        .split('; ')
        .flatMap((group) => [...group.matchAll(/\d+/g)].map(([port]) => `${group.split(' ')[0] ?? ''} ${port}`)),
    ),
  );
  const ports = [...called, `TCP ${UNUSED}`].map((text) => text.split(' '));
  return pods
    .flatMap((pod) => [
      ...ends.filter((end) => end !== pod).map((end) => [pod, end] as const),
      ...ends.filter((end) => !pods.includes(end)).map((end) => [end, pod] as const),
    ])
    .flatMap(([from, to]) => ports.map(([protocol = '', port]) => ({ from, to, protocol, port: Number(port) })));
}

/** A pod that a selector such as `data/app=redis` finds, by the name of the selector. */
function podOf(end: string): object {
  const slash = end.indexOf('/');
  const labels = end
    .slice(slash + 1)
    .split(',')
    .map((pair) => pair.split('='));
  return {
    kind: 'Pod',
    metadata: {
      namespace: end.slice(0, slash),
      name: end.slice(slash + 1),
      labels: Object.fromEntries(labels) as object,
    },
    spec: { containers: [{ name: 'any' }] },
  };
}
