import type { Refusal } from './refusal';
import { hasToken } from './token';

/** A field of a schedule: its range, and names for its values. */
interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The five fields of `github.com/robfig/cron/v3`, which the CronJob controller reads schedules with. */
const FIELDS: readonly Field[] = [
  { name: 'minute', first: 0, last: 59, names: [] },
  { name: 'hour', first: 0, last: 23, names: [] },
  { name: 'day of month', first: 1, last: 31, names: [] },
  { name: 'month', first: 1, last: 12, names: MONTHS },
  { name: 'day of week', first: 0, last: 6, names: DAYS },
];
const ALLOWED = "five fields: minute, hour, day of month, month, day of week, such as '30 3 * * mon-fri'";
const SHORTHAND = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** What is wrong with a schedule, or nothing. */
export function scheduleRefusal(prop: string, schedule: string): Refusal | undefined {
  if (hasToken(schedule) || SHORTHAND.test(schedule)) return undefined;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    const zone = /^(CRON_)?TZ=/.test(schedule);
    return {
      prop,
      value: schedule,
      problem: zone ? 'names a time zone, which the API server refuses' : `has ${parts.length} field(s)`,
      allowed: ALLOWED,
      fix: zone ? 'write it in timeZone' : 'write all five',
    };
  }
  const wrong = FIELDS.findIndex((field, index) => !fits(parts[index] ?? '', field));
  const field = FIELDS[wrong];
  if (field === undefined) return undefined;
  return {
    prop,
    value: schedule,
    problem: `has '${parts[wrong] ?? ''}' as ${field.name}`,
    allowed: `${field.first} to ${field.last}, '*', and ranges, steps and lists of them`,
    fix: 'correct the field',
  };
}

/** A list of `*`, `a`, `a-b`, each perhaps with `/step`. `?` means `*`. */
function fits(text: string, field: Field): boolean {
  return text.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) >= 1))) return false;
    if (range === '*' || range === '?') return true;
    const ends = range.split('-');
    const [first, last = first] = ends.map((end) => valueOf(end, field));
    return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
  });
}

function valueOf(text: string, { first, last, names }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + first;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= first && value <= last ? value : undefined;
}

/** A name of the IANA time zone database, as it is written there. */
const ZONE = /^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/;

/** What is wrong with the name of a time zone, or nothing. */
export function timeZoneRefusal(prop: string, zone: string): Refusal | undefined {
  if (hasToken(zone) || (ZONE.test(zone) && isKnownZone(zone))) return undefined;
  return {
    prop,
    value: zone,
    problem: 'is not a time zone',
    allowed: 'a name of the IANA database, such as Etc/UTC or Europe/Berlin',
    fix: 'write its name, not its offset',
  };
}

function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
