/** Ports of one protocol. A port whose number is not known here is its name or token, first and last. */
export interface PortRange {
  readonly protocol: string;
  readonly first: number | string;
  readonly last: number | string;
}

const LAST_PORT = 65_535;

/** Every port of every protocol that policies know. */
export const EVERY_PORT: readonly PortRange[] = ['SCTP', 'TCP', 'UDP'].map((protocol) => everyPortOf(protocol));

/** Every port of a protocol. */
export function everyPortOf(protocol: string): PortRange {
  return { protocol, first: 1, last: LAST_PORT };
}

/** One port. */
export function onePort(protocol: string, port: number | string): PortRange {
  return { protocol, first: port, last: port };
}

/** The same ports in order, without overlaps. */
export function joined(ranges: readonly PortRange[]): readonly PortRange[] {
  if (ranges.length < 2) return ranges;
  const result: PortRange[] = [];
  for (const range of [...ranges].sort(inOrder)) {
    const before = result.at(-1);
    if (before === undefined || !touches(before, range)) result.push(range);
    else if (isLess(before.last, range.last)) result[result.length - 1] = { ...before, last: range.last };
  }
  return result;
}

/** The ports that are in both. What is not known here is in both when it is the same, or when the other has every port. */
export function common(left: readonly PortRange[], right: readonly PortRange[]): readonly PortRange[] {
  return joined(left.flatMap((one) => right.flatMap((other) => overlap(one, other))));
}

/** Whether all ports of some ranges are in others. */
export function contains(ranges: readonly PortRange[], inner: readonly PortRange[]): boolean {
  return describePorts(common(ranges, inner)) === describePorts(joined(inner));
}

/** Ports as text: `TCP 443, 8080-8090; UDP 53`. */
export function describePorts(ranges: readonly PortRange[]): string {
  const protocols = new Map<string, string[]>();
  for (const range of ranges) {
    const texts = protocols.get(range.protocol) ?? [];
    texts.push(rangeText(range));
    protocols.set(range.protocol, texts);
  }
  return [...protocols].map(([protocol, texts]) => `${protocol} ${texts.join(', ')}`).join('; ');
}

function rangeText({ first, last }: PortRange): string {
  if (first === last) return String(first);
  return first === 1 && last === LAST_PORT ? 'all' : `${first}-${last}`;
}

function overlap(one: PortRange, other: PortRange): PortRange[] {
  if (one.protocol !== other.protocol) return [];
  if (isEvery(one)) return [other];
  if (isEvery(other)) return [one];
  if (typeof one.first === 'string' || typeof other.first === 'string') return one.first === other.first ? [one] : [];
  const first = Math.max(one.first, other.first);
  const last = Math.min(Number(one.last), Number(other.last));
  return first <= last ? [{ protocol: one.protocol, first, last }] : [];
}

function isEvery({ first, last }: PortRange): boolean {
  return first === 1 && last === LAST_PORT;
}

function touches(before: PortRange, { protocol, first }: PortRange): boolean {
  if (before.protocol !== protocol) return false;
  if (typeof before.last === 'string' || typeof first === 'string') return before.last === first;
  return first <= before.last + 1;
}

function isLess(left: number | string, right: number | string): boolean {
  return typeof left === 'number' && typeof right === 'number' && left < right;
}

/** By protocol, then numbers, then names. */
function inOrder(left: PortRange, right: PortRange): number {
  if (left.protocol !== right.protocol) return left.protocol < right.protocol ? -1 : 1;
  if (typeof left.first === 'number' && typeof right.first === 'number') return left.first - right.first;
  if (typeof left.first !== typeof right.first) return typeof left.first === 'number' ? -1 : 1;
  return left.first < right.first ? -1 : left.first > right.first ? 1 : 0;
}
