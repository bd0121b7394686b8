import { hasToken } from '../token';
import { object, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (name: string) =>
  shop([object('v1 ConfigMap', name, { immutable: true, data: { LOG_LEVEL: 'info' } })]);

/** The end of a name that changes with what it names: a hash, a version, a date. */
const CHANGING_END = /[-.](?=[a-z0-9.]*\d)[a-z0-9.]+$/;

/** Configuration that can never change. */
export const immutableConfiguration: Rule = {
  id: 'immutable-configuration',
  title: 'The name of an immutable ConfigMap or Secret ends in a hash or version of its content.',
  why: 'The API server refuses every change of it: the next release that changes a value cannot be deployed.',
  fix: 'end its name in a hash of its content, or leave immutable out',
  severity: 'warning',
  bad: () => example('settings'),
  good: () => example('settings-5f3a9c1b'),
  check: ofKinds([' ConfigMap', ' Secret'], (at) =>
    at.manifest['immutable'] === true && !hasToken(at.name) && !CHANGING_END.test(at.name)
      ? [{ at, message: `is immutable, and its name '${at.name}' stays when its content changes` }]
      : [],
  ),
};
