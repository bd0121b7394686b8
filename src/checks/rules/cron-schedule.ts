import { hasToken } from '../token';
import { asText } from '../data';
import { cronJob, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/;
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAYS = 'sun|mon|tue|wed|thu|fri|sat';

/** Each field of a schedule: what it is, its least and greatest number, and its names. */
const FIELDS = [
  { what: 'minute', min: 0, max: 59, names: '' },
  { what: 'hour', min: 0, max: 23, names: '' },
  { what: 'day of the month', min: 1, max: 31, names: '' },
  { what: 'month', min: 1, max: 12, names: MONTHS },
  { what: 'day of the week', min: 0, max: 7, names: DAYS },
] as const;

/** Schedules that are none. */
export const cronSchedule: Rule = {
  id: 'cron-schedule',
  title: 'The schedule of a CronJob has five fields, and names its time zone in spec.timeZone.',
  why: 'The API server refuses another form, in the middle of a deployment. Schedules of other tools begin with seconds.',
  fix: "write minute, hour, day of the month, month and day of the week, such as '0 3 * * *'",
  severity: 'error',
  bad: () => shop([cronJob({ schedule: '0 0 3 * * *' })]),
  good: () => shop([cronJob({ schedule: '0 3 * * *' })]),
  check: ofKinds(['batch CronJob'], (at) => {
    const schedule = asText(at.spec['schedule']);
    const problem = schedule === undefined || hasToken(schedule) ? undefined : scheduleProblem(schedule.trim());
    return problem === undefined ? [] : [{ at, message: `schedule '${schedule ?? ''}' ${problem}` }];
  }),
};

function scheduleProblem(schedule: string): string | undefined {
  if (/^(CRON_)?TZ=/.test(schedule)) return 'names a time zone, which belongs in spec.timeZone';
  if (MACRO.test(schedule)) return undefined;
  const fields = schedule.split(/\s+/);
  if (fields.length !== FIELDS.length) return `has ${fields.length} fields, not 5`;
  const wrong = FIELDS.find((field, index) => !isRight(fields[index] ?? '', field));
  return wrong === undefined ? undefined : `has a wrong ${wrong.what}; allowed: ${wrong.min} to ${wrong.max}`;
}

type Field = (typeof FIELDS)[number];

function isRight(text: string, field: Field): boolean {
  return text.includes(',') ? text.split(',').every((part) => isIn(part, field)) : isIn(text, field);
}

function isIn(part: string, field: Field): boolean {
  // most fields say no more
  if (part === '*' || isEnd(part, field)) return true;
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-');
  const [from, to] = ends.map(Number);
  return (
    ends.length <= 2 && ends.every((end) => isEnd(end, field)) && !(from !== undefined && to !== undefined && from > to)
  );
}

function isEnd(end: string, { min, max, names }: Field): boolean {
  if (/^\d+$/.test(end)) return Number(end) >= min && Number(end) <= max;
  return names !== '' && names.split('|').includes(end.toLowerCase());
}
