import { fieldPath } from '../leaves';

/** The values that tell an item of a list from the others: `{ name: 'api' }`, `{ port: 80, protocol: 'TCP' }`. */
export type ItemKey = Readonly<Record<string, string | number>>;

/** One step into plain data: a field, the index of an item, or the key of an item that has one. */
export type Step = string | number | ItemKey;

/** A path in words: `spec.template.spec.containers[name=api].args[0]`. */
export function showPath(path: readonly Step[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    return typeof step === 'string' ? fieldPath(shown, step) : `${shown}[${showKey(step)}]`;
  }, '');
}

/** An item's key in words: `name=api`, `port=80,protocol=TCP`. */
export function showKey(key: ItemKey): string {
  return Object.entries(key)
    .map(([name, value]) => `${name}=${/^[\w./:*-]+$/.test(String(value)) ? value : JSON.stringify(value)}`)
    .join(',');
}
