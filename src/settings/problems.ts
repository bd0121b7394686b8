import type { z } from 'zod';
import { credentialIn } from '../core/credential';
import type { Refusal } from '../core/refusal';
import { specOf } from './field-spec';
import type { Complaint, FieldSpec } from './field-spec';
import { nearestFix } from './known-name';
import { pathText, valueAt } from './setting-path';
import type { SettingPath } from './setting-path';

/** Something wrong, with the path that it was found at. */
export interface Problem {
  readonly path: SettingPath;
  readonly refusal: Refusal;
}

/** Longest value that an error shows whole. */
const SHOWN = 100;

/** Says what the parser found wrong in the words of the schema. `where` is the path of the settings as a whole. */
export function problemsOf(
  schema: FieldSpec,
  data: unknown,
  issues: readonly z.core.$ZodIssue[],
  where: SettingPath,
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const place = placeOf(schema, data, issue.path);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownName(place, key, where));
    const prop = pathText([...where, ...issue.path]);
    if (issue.code === 'invalid_key') {
      const allowed = placeOf(schema, data, issue.path.slice(0, -1)).spec?.structure?.namesAllowed;
      return [
        {
          path: issue.path,
          refusal: { prop, problem: 'is not a name that may stand here', allowed, fix: 'rename it' },
        },
      ];
    }
    const complaint = complaintOf(issue, place);
    return [
      { path: issue.path, refusal: { prop, ...(place.mayShow && { value: shorten(place.value) }), ...complaint } },
    ];
  });
}

/** What is at a path: the field if there is one, the value, and whether the value may be shown. */
interface Place {
  readonly path: SettingPath;
  readonly spec: FieldSpec | undefined;
  readonly value: unknown;
  readonly mayShow: boolean;
}

function placeOf(schema: FieldSpec, data: unknown, path: SettingPath): Place {
  let spec: FieldSpec | undefined = schema;
  let hidden = isHidden(schema);
  for (const [depth, key] of path.entries()) {
    const child: object | undefined = spec?.structure?.child(key, valueAt(data, path.slice(0, depth)));
    spec = child && specOf(child);
    hidden ||= spec === undefined || isHidden(spec);
  }
  const value = valueAt(data, path);
  // a value in the place of a group may hold what is secret inside the group
  const plain = ['string', 'number', 'boolean'].includes(typeof value) && spec?.structure === undefined;
  // nor is one that was written in the wrong place
  const credential = typeof value === 'string' && credentialIn(value) !== undefined;
  return { path, spec, value, mayShow: plain && !hidden && !credential };
}

function complaintOf(issue: z.core.$ZodIssue, { spec, value, path }: Place): Complaint {
  if (issue.code === 'custom') return complaintIn(issue.params);
  const { type = 'a setting', allowed = 'another value', example } = spec ?? {};
  const name = path.at(-1);
  const sample = `${typeof name === 'string' ? `${name}: ` : ''}${JSON.stringify(example)}`;
  if (value === undefined) return { problem: 'is missing', allowed, fix: `add it, for example ${sample}` };
  switch (issue.code) {
    case 'invalid_type':
      return { problem: `is ${typeOf(value)}, not ${type}`, allowed, fix: `write it as in ${sample}` };
    case 'too_small':
      return {
        problem: issue.origin === 'number' || issue.origin === 'int' ? 'is too small' : 'is too short',
        allowed,
        fix: 'correct it',
      };
    case 'too_big':
      return {
        problem: issue.origin === 'number' || issue.origin === 'int' ? 'is too large' : 'is too long',
        allowed,
        fix: 'correct it',
      };
    case 'invalid_value':
    case 'invalid_union':
      return {
        problem: 'is not one of the choices',
        allowed,
        fix: nearestFix(typeof value === 'string' ? value : '', choicesOf(issue), 'choose one of them'),
      };
    default:
      return { problem: 'is not accepted', allowed, fix: 'correct it' };
  }
}

function unknownName(place: Place, key: string, where: SettingPath): Problem {
  const names = place.spec?.structure?.names(place.value) ?? [];
  const path = [...place.path, key];
  return {
    path,
    // no value: an unknown name may be a misspelt secret
    refusal: {
      prop: pathText([...where, ...path]),
      problem: 'is not a setting',
      allowed: names.join(', '),
      fix: nearestFix(key, names, 'remove it'),
    },
  };
}

function complaintIn(params: Readonly<Record<string, unknown>> | undefined): Complaint {
  // written by our own fields and rules alone, always with a complaint
  const { problem, allowed, fix } = params?.complaint as Complaint;
  return { problem, ...(allowed !== undefined && { allowed }), fix };
}

function choicesOf(issue: z.core.$ZodIssueInvalidValue | z.core.$ZodIssueInvalidUnion): string[] {
  const choices =
    issue.code === 'invalid_value'
      ? issue.values
      : 'options' in issue && Array.isArray(issue.options)
        ? issue.options
        : [];
  return choices.map(String);
}

function isHidden(spec: FieldSpec): boolean {
  return spec.secret || spec.hidden === true;
}

function typeOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'no finite number';
  return typeof value === 'object' ? 'a group' : `a ${typeof value}`;
}

function shorten(value: unknown): unknown {
  return typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value;
}
