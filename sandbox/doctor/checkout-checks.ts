import { bad, good, note, type Finding } from './finding';

/** A package-lock.json, as far as it is read. */
interface PackageLock {
  readonly packages?: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

/**
 * Whether the installed packages are those of the committed lock.
 *
 * @param committed text of package-lock.json
 * @param installed text of node_modules/.package-lock.json, where there is one
 */
export function packages(committed: string, installed: string | undefined): Finding {
  const fix = "Run 'npm ci'.";
  if (installed === undefined) return bad('npm packages', 'not installed', fix);
  const [wanted, found] = [lockOf(committed), lockOf(installed)];
  const stale = Object.entries(wanted).filter(([path, { version, optional }]) => {
    const there = found[path]?.version;
    // of optional packages only those of this platform are installed
    return path !== '' && version !== undefined && there !== version && !(optional === true && there === undefined);
  });
  const extra = Object.keys(found).filter((path) => !(path in wanted));
  if (stale.length + extra.length === 0) return good('npm packages', 'as in package-lock.json');
  const [first] = [...stale.map(([path]) => path), ...extra];
  const count = stale.length + extra.length;
  return bad('npm packages', `${count} differ from package-lock.json, the first is ${String(first)}`, fix);
}

/**
 * Whether the build was made from the sources as they are.
 *
 * @param stamp digest of the sources that the build was made from, where it says
 * @param digest of the sources as they are
 */
export function build(stamp: string | undefined, digest: string): Finding {
  if (stamp?.trim() === digest) return good('build', 'as the sources');
  const told = stamp === undefined ? 'there is none, or it was not finished' : 'older than the sources';
  return bad('build', told, "Run 'npm run build'.");
}

/**
 * The tools that are built from Go modules.
 *
 * @param missing those that are not in the cache
 * @param pulumi path of a fitting `pulumi` on PATH, which is used instead of a built one
 */
export function toolchain(missing: readonly string[], pulumi: string | undefined): Finding {
  const from = pulumi === undefined ? '' : `; pulumi is ${pulumi}`;
  return missing.length === 0
    ? good('toolchain', `all there${from}`)
    : bad('toolchain', `not built: ${missing.join(', ')}${from}`, "Run 'make toolchain' (some minutes, once).");
}

/** The engine's plug-ins. */
export function plugins(standIns: readonly string[]): Finding {
  return standIns.length === 0
    ? good('plug-ins', 'the real ones')
    : note('plug-ins', `stand-ins: ${standIns.join(', ')} (sandbox/README.md says what they do)`);
}

function lockOf(text: string): NonNullable<PackageLock['packages']> {
  try {
    const told: unknown = JSON.parse(text);
    return isLock(told) ? (told.packages ?? {}) : {};
  } catch {
    return {};
  }
}

function isLock(told: unknown): told is PackageLock {
  return (
    typeof told === 'object' &&
    told !== null &&
    (!('packages' in told) || (typeof told.packages === 'object' && told.packages !== null))
  );
}
