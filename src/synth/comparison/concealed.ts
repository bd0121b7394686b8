import { credentialIn, isLiteral, namesCredential } from '../../core/credential';
import { isFields, type Manifest } from '../manifest';
import type { DataChange } from './field-changes';
import type { Step } from './field-path';

/** Fields of a Secret that are values. Their names are told. */
const SECRET_DATA = new Set(['data', 'stringData']);
/** A copy of the whole object, values included, that kubectl leaves. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** The same change with nothing in it that must not be shown: values of Secrets, and credentials in other texts. */
export function concealed(manifest: Manifest, change: DataChange): DataChange {
  if (change.kind === 'reordered') return change;
  const [root] = change.path;
  const isSecret = manifest.kind === 'Secret' && manifest.apiVersion === 'v1';
  const conceal = (value: unknown): unknown => {
    if (isSecret && typeof root === 'string' && SECRET_DATA.has(root)) return hide(value, 'secret');
    return search(value, nameOf(change.path), manifest.kind === 'ConfigMap');
  };
  return {
    ...change,
    ...('before' in change ? { before: conceal(change.before) } : {}),
    ...('after' in change ? { after: conceal(change.after) } : {}),
  };
}

/** Every leaf hidden. */
function hide(value: unknown, what: string): unknown {
  if (isFields(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, what)]));
  return Array.isArray(value) ? value.map((item) => hide(item, what)) : `(${what}, not shown)`;
}

/** The name that says what a value is: an environment variable has its name beside its value. */
function nameOf(path: readonly Step[]): string | undefined {
  const [item, last] = path.slice(-2);
  if (last === 'value' && typeof item === 'object' && typeof item['name'] === 'string') return item['name'];
  return typeof last === 'string' ? last : undefined;
}

/**
 * Leaves that look like credentials hidden, by what they are or by the name that they have. Where names are free to choose,
 * any name of a credential counts; elsewhere names in capitals: `secretName` is a field of Kubernetes.
 */
function search(value: unknown, name: string | undefined, anyName: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => search(item, undefined, anyName));
  if (isFields(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        search(inner, key === 'value' && typeof value['name'] === 'string' ? value['name'] : key, anyName),
      ]),
    );
  if (typeof value !== 'string') return value;
  if (name === COPY) return '(a copy of the object, not shown)';
  const found = credentialIn(value);
  if (found !== undefined) return `(${found}, not shown)`;
  const named = name !== undefined && (anyName || /^[A-Z0-9_]+$/.test(name)) && namesCredential(name);
  return named && isLiteral(value) ? '(a credential, not shown)' : value;
}
