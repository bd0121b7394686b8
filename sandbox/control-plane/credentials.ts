import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mustRun } from '../machine/command';
import { requirePrograms } from '../machine/prerequisites';

/** Who talks to the API server. The names and groups are Kubernetes' own. */
const USERS = {
  admin: { user: 'admin', group: 'system:masters' },
  controllerManager: { user: 'system:kube-controller-manager', group: undefined },
  scheduler: { user: 'system:kube-scheduler', group: undefined },
} as const;

/** A user of the API server. */
export type User = keyof typeof USERS;

/** Keys, certificates and tokens of one control plane. Made once: an existing set is kept with its data. */
export class Credentials {
  private constructor(private readonly folder: string) {}

  /** Makes what is missing. The set appears at once, so an interrupted run leaves none that is half-made. */
  public static async in(folder: string, signal?: AbortSignal): Promise<Credentials> {
    if (!existsSync(folder)) {
      requirePrograms(['openssl']);
      mkdirSync(dirname(folder), { recursive: true });
      const unfinished = mkdtempSync(`${folder}-`);
      try {
        await makeKeys(unfinished, signal);
        makeTokens(unfinished);
        renameSync(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    }
    return new Credentials(folder);
  }

  /** A file of the set. */
  public file(name: 'ca.crt' | 'ca.key' | 'api.crt' | 'api.key' | 'sa.key' | 'sa.pub' | 'tokens.csv'): string {
    return join(this.folder, name);
  }

  /** The certificate authority in PEM. */
  public authority(): string {
    return readFileSync(this.file('ca.crt'), 'utf8');
  }

  /** The bearer token of a user. */
  public token(user: User): string {
    const row = readFileSync(this.file('tokens.csv'), 'utf8')
      .split('\n')
      .find((line) => line.split(',')[1] === USERS[user].user);
    if (row === undefined) throw new Error(`no token of ${user} in ${this.file('tokens.csv')}`);
    return row.slice(0, row.indexOf(','));
  }
}

async function makeKeys(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const openssl = (...args: string[]): Promise<string> =>
    mustRun('openssl', args, { cwd: folder, ...(signal && { signal }) });
  const names = 'IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes.default.svc,DNS:kubernetes.default';
  writeFileSync(join(folder, 'api.ext'), `subjectAltName=${names}\n`);
  const tenYears = ['-days', '3650'];
  await openssl('req', '-x509', ...newKey('ca.key'), ...tenYears, '-subj', '/CN=seaworthy-sandbox', '-out', 'ca.crt');
  await openssl('req', ...newKey('api.key'), '-subj', '/CN=kube-apiserver', '-out', 'api.csr');
  const ca = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', `0x${randomBytes(8).toString('hex')}`];
  await openssl('x509', '-req', '-in', 'api.csr', ...ca, ...tenYears, '-extfile', 'api.ext', '-out', 'api.crt');
  await openssl('genrsa', '-out', 'sa.key', '2048');
  await openssl('rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub');
}

function newKey(file: string): string[] {
  return ['-newkey', 'rsa:2048', '-nodes', '-keyout', file];
}

function makeTokens(folder: string): void {
  const rows = Object.values(USERS).map(({ user, group }) =>
    [randomBytes(24).toString('hex'), user, user, ...(group === undefined ? [] : [group])].join(','),
  );
  writeFileSync(join(folder, 'tokens.csv'), `${rows.join('\n')}\n`, { mode: 0o600 });
}
