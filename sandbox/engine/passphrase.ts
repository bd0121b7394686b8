import { createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { Failure } from '../failure';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { stateFiles } from './state-folder';

/**
 * The passphrase that opens the secrets in a backend's states. Made once and kept beside them.
 *
 * @throws Failure when it is gone although there are states that only it opens
 */
export function passphraseIn(file: string, backend: string): string {
  const kept = readFileIfAny(file)?.trim() ?? '';
  if (kept !== '') return kept;
  const states = stateFiles(backend);
  if (states.length > 0) {
    throw new Failure(`The passphrase of ${states.join(', ')} is gone: it was in ${file}.`, howToGoOn(file));
  }
  const made = randomBytes(24).toString('base64url');
  writeFileWhole(file, made);
  return made;
}

/** The engine's complaint about a passphrase, in words that say where it is. */
export function wrongPassphrase(file: string): Failure {
  return new Failure(`The passphrase in ${file} is not the one that the state was encrypted with.`, howToGoOn(file));
}

/** Whether the engine complains of the passphrase. */
export function isWrongPassphrase(output: string): boolean {
  return output.includes('incorrect passphrase');
}

/**
 * Whether a passphrase is the one of a salt as the engine writes it: `v1:<salt>:v1:<nonce>:<proof>`. The proof is a
 * known word, encrypted. Takes about half a second, by design of the engine.
 */
export function opens(passphrase: string, salt: string): boolean {
  const [, salted = '', , nonce = '', proof = ''] = salt.split(':');
  const [encrypted, tag] = [Buffer.from(proof, 'base64').subarray(0, -16), Buffer.from(proof, 'base64').subarray(-16)];
  try {
    const key = pbkdf2Sync(passphrase, Buffer.from(salted, 'base64'), 1_000_000, 32, 'sha256');
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
    cipher.setAuthTag(tag);
    return Buffer.concat([cipher.update(encrypted), cipher.final()]).toString() === 'pulumi';
  } catch {
    return false;
  }
}

function howToGoOn(file: string): string {
  return (
    `Put the right one back into ${file}. Where it is lost for good, so are the secrets in that state: ` +
    `delete the stack's objects from their cluster (in the sandbox 'make down' is enough), remove ${dirname(file)} and start over.`
  );
}
