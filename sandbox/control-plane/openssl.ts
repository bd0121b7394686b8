import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../machine/command';

const TEN_YEARS = ['-days', '3650'];

/** Runs openssl in a folder. */
export function openssl(cwd: string, args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  return mustRun('openssl', args, { cwd, ...(signal && { signal }) });
}

/** The arguments that make a request bring a new key. */
export function newKey(file: string): string[] {
  return ['-newkey', 'rsa:2048', '-nodes', '-keyout', file];
}

/** Makes the certificate of an authority: `<name>.crt`. */
export async function makeAuthority(
  folder: string,
  name: string,
  { key, subject }: { readonly key: readonly string[]; readonly subject: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  await openssl(
    folder,
    ['req', '-x509', ...key, ...TEN_YEARS, '-subj', `/CN=${subject}`, '-out', `${name}.crt`],
    signal,
  );
}

/** Makes a certificate that an authority has signed: `<name>.crt`. */
export async function makeCertificate(
  folder: string,
  name: string,
  wanted: {
    readonly key: readonly string[];
    readonly subject: string;
    /** A line of openssl's extensions, such as `subjectAltName=DNS:localhost`. */
    readonly extension: string;
    /** Files of the authority. */
    readonly authority: { readonly certificate: string; readonly key: string };
  },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { key, subject, extension, authority } = wanted;
  writeFileSync(join(folder, `${name}.ext`), `${extension}\n`);
  await openssl(folder, ['req', '-new', ...key, '-subj', `/CN=${subject}`, '-out', `${name}.csr`], signal);
  const serial = ['-set_serial', `0x${randomBytes(8).toString('hex')}`];
  const signer = ['-CA', authority.certificate, '-CAkey', authority.key, ...serial];
  const request = ['x509', '-req', '-in', `${name}.csr`, ...signer, ...TEN_YEARS];
  await openssl(folder, [...request, '-extfile', `${name}.ext`, '-out', `${name}.crt`], signal);
}
