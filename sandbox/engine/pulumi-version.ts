/** The oldest engine whose protocol fits the SDK in package.json. */
export const OLDEST_PULUMI = '3.248.0';

/** Whether the output of `pulumi version` names an engine of the same major version that is new enough. */
export function fits(output: string, oldest = OLDEST_PULUMI): boolean {
  const found = parse(output.trim());
  const needed = parse(oldest);
  if (found === undefined || needed === undefined || found[0] !== needed[0]) return false;
  const [, minor, patch] = found;
  const [, neededMinor, neededPatch] = needed;
  return minor > neededMinor || (minor === neededMinor && patch >= neededPatch);
}

function parse(version: string): [number, number, number] | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+]|$)/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}
