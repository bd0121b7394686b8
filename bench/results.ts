import { pairsOf, type Comparison } from './comparison';
import { summarize, type Summary } from './statistics';

/** Where everything was measured. */
export interface Setting {
  /** Day of the run, as `2026-11-21`. */
  readonly day: string;
  readonly machine: string;
  /** Mean number of processes that wanted a processor, over the last minute, before and after. */
  readonly load: readonly [before: number, after: number];
  /** Names and versions of what was used. */
  readonly versions: readonly (readonly [name: string, version: string])[];
}

const START = '<!-- results -->';
const END = '<!-- end of results -->';

/**
 * Puts results in the place of earlier ones.
 *
 * @throws when the text has no place for them
 */
export function replaceResults(text: string, results: string): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`there is no ${START} with an ${END} after it`);
  return `${text.slice(0, start + START.length)}\n\n${results}\n\n${text.slice(end)}`;
}

/** Results as Markdown. */
export function showResults(comparisons: readonly Comparison[], setting: Setting): string {
  const versions = setting.versions.map(([name, version]) => `${name} ${version}`).join(', ');
  const [before, after] = setting.load;
  return [
    `Measured on ${setting.day} on ${setting.machine}; load average ${before.toFixed(1)} before and ${after.toFixed(1)} after.`,
    `Versions: ${versions}.`,
    '',
    '| what | quantity | without | with | ratio | half of all pairs | limit | pairs |',
    '| --- | --- | ---: | ---: | ---: | :---: | ---: | ---: |',
    ...comparisons.flatMap(rows),
    '',
    ...explanations(comparisons),
  ].join('\n');
}

/** What each side does; once for all comparisons of the same two. */
function explanations(comparisons: readonly Comparison[]): string[] {
  const titles = new Map<string, string[]>();
  for (const one of comparisons) {
    const text = `without, ${one.without}; with, ${one.with}.`;
    titles.set(text, [...(titles.get(text) ?? []), `**${one.title}**`]);
  }
  return [...titles].map(([text, all]) => `- ${all.join('; ')}: ${text}`);
}

function rows(comparison: Comparison): string[] {
  const { title, timeLimit, memoryLimit, unit } = comparison;
  if (unit === 'times') return [row(title, 'times', comparison, 'wall', times, timeLimit)];
  // what was stopped tells a bound of its time alone
  if (isBound(comparison)) return [row(title, 'time', comparison, 'wall', duration, timeLimit)];
  const memory = memoryLimit === undefined ? [] : [row(title, 'memory', comparison, 'memory', mebibytes, memoryLimit)];
  return [
    row(title, 'time', comparison, 'wall', duration, timeLimit),
    row(title, 'processor', comparison, 'cpu', duration),
    ...memory,
  ];
}

function row(
  title: string,
  name: string,
  comparison: Comparison,
  quantity: 'wall' | 'cpu' | 'memory',
  show: (value: number) => string,
  limit?: number,
): string {
  const summary = summarize(pairsOf(comparison, quantity));
  const { medianWithout, medianWith, ratio, spread, pairs } = summary;
  const [over, under] = isBound(comparison) ? ['over ', 'under '] : ['', ''];
  const cells = [
    title,
    name,
    `${over}${show(medianWithout)}`,
    show(medianWith),
    `${under}${twoDigits(ratio)}`,
    spread.map(twoDigits).join(' to '),
  ];
  return `| ${[...cells, judged(summary, limit), pairs].join(' | ')} |`;
}

function judged({ ratio }: Summary, limit: number | undefined): string {
  if (limit === undefined) return '';
  // a fifteenth has no end
  return `${Number(limit.toFixed(3))}, ${ratio <= limit ? 'held' : '**missed**'}`;
}

/** Whether the side without Seaworthy was stopped before its end. */
function isBound({ runs }: Comparison): boolean {
  return runs.some(({ without }) => without.isBound === true);
}

/** Ratios far below 1 need more digits to say anything. */
function twoDigits(value: number): string {
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

function times(value: number): string {
  return `${value.toFixed(2)} times`;
}

/** Milliseconds, or seconds from ten of them on. */
function duration(milliseconds: number): string {
  return milliseconds < 10_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function mebibytes(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
