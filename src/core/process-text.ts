import type { Refusal } from './refusal';

/** What Kubernetes takes since 1.32: printable ASCII but for '='. */
const VARIABLE = /^[\x20-\x3c\x3e-\x7e]+$/;

/** What is wrong with the environment variables of a process. */
export function environmentRefusals(prop: string, environment: Readonly<Record<string, string>>): Refusal[] {
  const refusals: Refusal[] = [];
  for (const name of Object.keys(environment)) {
    if (!VARIABLE.test(name) || name.trim() === '')
      refusals.push({
        prop: `${prop}[${JSON.stringify(name)}]`,
        problem: 'is not the name of an environment variable',
        allowed: "printable ASCII without '=', such as LOG_LEVEL",
        fix: 'rename it',
      });
    const valued = processTextRefusal(`${prop}.${name}`, environment[name] ?? '');
    if (valued) refusals.push(valued);
  }
  return refusals;
}

/** What is wrong with a text that a process is started with, or nothing. The value is not shown: it may be long or secret. */
export function processTextRefusal(prop: string, text: string): Refusal | undefined {
  if (!text.includes('\0')) return undefined;
  return {
    prop,
    problem: 'has a NUL character, at which a process stops reading',
    allowed: 'text without NUL',
    fix: 'remove it, or give the bytes in a file',
  };
}
