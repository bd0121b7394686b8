import type { Validity } from '../control-plane/certificate-validity';
import { basename } from 'node:path';
import { parseState } from '../engine/stack-state';
import { makeVariables, targetOf } from '../engine/stack-target';
import { bad, good, note, type Finding } from './finding';

/** A process of a control plane, as it was found. */
export interface ProcessHealth {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  readonly alive: boolean;
  readonly healthy: boolean;
}

/**
 * The ports of an environment that does not run.
 *
 * @param problem which are busy and by whom, where some are
 */
export function ports(environment: string, first: number, problem: string | undefined): Finding {
  const check = `${environment}: ports`;
  if (problem === undefined) return good(check, `free from ${first}`);
  return bad(
    check,
    problem.split('\n').join(' '),
    `End that process, or choose other ports: make up ENV=${environment} PORTS=27000.`,
  );
}

/** The processes of a control plane. */
export function controlPlane(environment: string, processes: readonly ProcessHealth[]): Finding {
  const check = `${environment}: control plane`;
  if (processes.length === 0) return note(check, `does not run ('make up ENV=${environment}' starts it)`);
  const wrong = processes.filter(({ alive, healthy }) => !alive || !healthy);
  if (wrong.length === 0) return good(check, `${processes.length} processes are healthy`);
  const told = wrong.map(
    ({ name, pid, alive, log }) => `${name} (process ${pid}) ${alive ? 'is not healthy' : 'has ended'}, log ${log}`,
  );
  const fix = wrong.every(({ alive }) => !alive)
    ? `Run 'make up ENV=${environment}': it starts the control plane again, with its data.`
    : `Run 'make down ENV=${environment}', then 'make up ENV=${environment}'. Data stay.`;
  return bad(check, told.join('; '), fix);
}

/** The certificates of a control plane, by file name. */
export function certificates(environment: string, found: ReadonlyMap<string, Validity>): Finding {
  const check = `${environment}: certificates`;
  const wrong = [...found].filter(([, validity]) => validity !== 'valid');
  if (wrong.length === 0) return good(check, 'valid');
  return bad(
    check,
    wrong.map(([file, validity]) => `${file}: ${validity}`).join(', '),
    `Look whether the clock of this machine is right, then run 'make up ENV=${environment}': it renews them.`,
  );
}

/** A stack's state, by its text. */
export function state(environment: string, file: string, text: string): Finding {
  const stack = basename(file, '.json');
  const target = targetOf(environment, stack);
  const check = `${environment}: state${target.system === undefined ? '' : ` of ${stack}`}`;
  const read = parseState(text);
  if (read === undefined) {
    return bad(
      check,
      `${file} is damaged: its ${text.length} characters are not a whole state`,
      `Run 'make up ${makeVariables(target)}': it restores the state from the engine's own backup.`,
    );
  }
  const { resources = [], pending_operations: pending = [] } = read.checkpoint.latest ?? {};
  const told = `${resources.length} resources`;
  return pending.length === 0
    ? good(check, told)
    : note(check, `${told}; ${pending.length} operations were interrupted, the next 'make up' resolves them`);
}

/**
 * The passphrase of an environment's states.
 *
 * @param fits whether it opens them; nothing where it is gone
 */
export function passphrase(environment: string, file: string, fits: boolean | undefined): Finding {
  const check = `${environment}: passphrase`;
  if (fits === true) return good(check, 'opens the state');
  const told = fits === undefined ? `${file} is gone` : `${file} does not open the state`;
  return bad(check, told, 'Put the right one back. Without it the secrets in the state are lost.');
}

/**
 * The kubeconfig of an environment, by its text.
 *
 * @param server the address that the control plane listens on
 */
export function kubeconfig(environment: string, file: string, text: string | undefined, server: string): Finding {
  const check = `${environment}: kubeconfig`;
  if (text?.includes(server) === true) return good(check, file);
  const told = text === undefined || text === '' ? `${file} is gone` : `${file} does not name ${server}`;
  return bad(check, told, `Run 'make down ENV=${environment}', then 'make up ENV=${environment}': it is written anew.`);
}
