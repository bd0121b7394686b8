import { hasToken } from '../token';
import type { Container } from '../container';
import { asText } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import type { Severity } from '../finding';
import { ofContainers } from '../look';
import type { Rule } from '../rule';

const HOST = { name: 'DB_HOST', value: 'orders.db.example.com' };
const URL = { name: 'DB_URL', value: 'postgres://$(DB_HOST):5432/orders' };
const example = (...env: readonly unknown[]) => shop([deployment({ container: { env } })]);

/** References with two dollar signs stand for themselves. */
const REFERENCE = /\$\$|\$\(([A-Z_][A-Z0-9_]*)\)/g;
/** Set by Kubernetes itself, for the Services of the namespace. */
const SERVICE_LINK = /_(SERVICE|PORT)(_|$)/;

/** Variables that are put together from others. */
export const unresolvedVariable: Rule = {
  id: 'unresolved-variable',
  title: 'A variable refers only to variables that the container sets before it.',
  why: 'Kubernetes leaves $(NAME) as it stands when NAME is set later or not at all: the process is given that text.',
  fix: 'move the variable that is referred to before it, or set it',
  severity: 'error',
  bad: () => example(URL, HOST),
  good: () => example(HOST, URL),
  check: ofContainers((container, { object }) =>
    container.env.some(mayRefer)
      ? unresolved(container).map(({ problem, severity }) => ({
          at: object,
          message: `container ${container.name}, ${problem}`,
          severity,
        }))
      : [],
  ),
};

function mayRefer(variable: Data): boolean {
  return asText(variable['value'])?.includes('$(') === true;
}

function unresolved({ spec, env }: Container): { readonly problem: string; readonly severity: Severity }[] {
  const names = env.map((variable) => asText(variable['name']) ?? '');
  // what a whole ConfigMap or Secret sets comes before all of env, and is not known here
  if (names.some(hasToken) || spec['envFrom'] !== undefined) return [];
  return env.flatMap((variable, index) =>
    [...(asText(variable['value']) ?? '').matchAll(REFERENCE)].flatMap(([, reference]) => {
      if (reference === undefined || names.slice(0, index).includes(reference) || SERVICE_LINK.test(reference))
        return [];
      const isLater = names.includes(reference);
      const problem = `env ${names[index] ?? ''} refers to $(${reference}), which is ${isLater ? 'set after it' : 'not set'}`;
      // a process may fill in what is not set at all
      return [{ problem, severity: isLater ? ('error' as const) : ('warning' as const) }];
    }),
  );
}
