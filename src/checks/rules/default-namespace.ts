import { object, shop } from '../examples';
import { ofEverything } from '../look';
import type { Rule } from '../rule';

const example = (namespace: string) => shop([object('v1 ConfigMap', 'settings', { data: {} }, { namespace })]);

/** Objects that nobody has given a place. */
export const defaultNamespace: Rule = {
  id: 'default-namespace',
  title: "Nothing is deployed to the namespace 'default'.",
  why: 'Objects land there when a namespace was forgotten: with no quota, no policies, and the objects of everybody else.',
  fix: 'give it a namespace of its own',
  severity: 'warning',
  bad: () => example('default'),
  good: () => example('shop'),
  check: ofEverything(({ objects }) =>
    objects
      .filter(({ namespace }) => namespace === 'default')
      .map((at) => ({ at, message: "is in namespace 'default'" })),
  ),
};
