import type { Refusal } from './refusal';

/** What Kubernetes takes since 1.32: printable ASCII but for '='. */
const VARIABLE = /^[\x20-\x3c\x3e-\x7e]+$/;

/** What is wrong with the environment variables of a process. */
export function environmentRefusals(prop: string, environment: Readonly<Record<string, string>>): Refusal[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const valued = processTextRefusal(`${prop}.${name}`, value);
    const refusals = valued ? [valued] : [];
    if (!VARIABLE.test(name) || name.trim() === '')
      refusals.unshift({
        prop: `${prop}[${JSON.stringify(name)}]`,
        problem: 'is not the name of an environment variable',
        allowed: "printable ASCII without '=', such as LOG_LEVEL",
        fix: 'rename it',
      });
    return refusals;
  });
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
