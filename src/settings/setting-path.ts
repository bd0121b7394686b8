/** Where a setting is, from the outside in. */
export type SettingPath = readonly PropertyKey[];

const SEGMENT = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g;
const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/** A path as people write it: `featureApi.secrets[0].key`. */
export function pathText(path: SettingPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    const name = String(segment);
    if (!PLAIN_NAME.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** The path that a text of that form means. */
export function segmentsOf(text: string): (string | number)[] {
  return [...text.matchAll(SEGMENT)].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? '') : String(JSON.parse(`"${quoted}"`));
  });
}

/** The value at a path in plain data, or undefined. Only own properties count. */
export function valueAt(data: unknown, path: SettingPath): unknown {
  return path.reduce((value: unknown, segment) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    return (value as Readonly<Record<PropertyKey, unknown>>)[segment];
  }, data);
}
