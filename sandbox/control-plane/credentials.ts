import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileIfAny } from '../machine/atomic-file';
import { requirePrograms } from '../machine/prerequisites';
import { validityOf } from './certificate-validity';
import { makeAuthority, makeCertificate, newKey, openssl } from './openssl';

/** Who talks to the API server. The names and groups are Kubernetes' own. */
const USERS = {
  admin: { user: 'admin', group: 'system:masters' },
  controllerManager: { user: 'system:kube-controller-manager', group: undefined },
  scheduler: { user: 'system:kube-scheduler', group: undefined },
} as const;

/** A user of the API server. */
export type User = keyof typeof USERS;

/**
 * Keys, certificates and tokens of one control plane. Made once: an existing set is kept with its data, and only its
 * certificates are renewed.
 */
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
    const credentials = new Credentials(folder);
    if (credentials.outdated()) await credentials.renew(signal);
    return credentials;
  }

  /** Whether a set is there whose certificates the clock no longer, or not yet, allows; or they cannot be read. */
  public static outdatedIn(folder: string): boolean {
    return existsSync(folder) && new Credentials(folder).outdated();
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

  private outdated(): boolean {
    const certificates = [this.file('ca.crt'), this.file('api.crt')];
    return certificates.some((file) => validityOf(readFileIfAny(file) ?? '', Date.now()) !== 'valid');
  }

  /** New certificates of the same keys: an interrupted renewal leaves old and new ones that fit each other. */
  private async renew(signal: AbortSignal | undefined): Promise<void> {
    requirePrograms(['openssl']);
    const unfinished = mkdtempSync(`${this.folder}-`);
    try {
      for (const name of ['ca.key', 'api.key'] as const) copyFileSync(this.file(name), join(unfinished, name));
      await makeCertificates(unfinished, ['-key', 'ca.key'], ['-key', 'api.key'], signal);
      for (const name of ['ca.crt', 'api.crt'] as const) renameSync(join(unfinished, name), this.file(name));
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
}

async function makeKeys(folder: string, signal: AbortSignal | undefined): Promise<void> {
  await makeCertificates(folder, newKey('ca.key'), newKey('api.key'), signal);
  await openssl(folder, ['genrsa', '-out', 'sa.key', '2048'], signal);
  await openssl(folder, ['rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub'], signal);
}

async function makeCertificates(
  folder: string,
  caKey: readonly string[],
  apiKey: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const names = 'IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes.default.svc,DNS:kubernetes.default';
  const authority = { certificate: 'ca.crt', key: 'ca.key' };
  const api = { key: apiKey, subject: 'kube-apiserver', extension: `subjectAltName=${names}`, authority };
  await makeAuthority(folder, 'ca', { key: caKey, subject: 'seaworthy-sandbox' }, signal);
  await makeCertificate(folder, 'api', api, signal);
}

function makeTokens(folder: string): void {
  const rows = Object.values(USERS).map(({ user, group }) =>
    [randomBytes(24).toString('hex'), user, user, ...(group === undefined ? [] : [group])].join(','),
  );
  writeFileSync(join(folder, 'tokens.csv'), `${rows.join('\n')}\n`, { mode: 0o600 });
}
