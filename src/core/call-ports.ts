import { Construct, type IConstruct } from 'constructs';
import type { Edge } from './edge';
import { environmentOf } from './environment';
import type { Port } from './port';
import type { Refusal } from './refusal';

/** The ports of the callee that a call opens. */
export function portsOfCall({ callee, options }: Edge): readonly Port[] {
  const wanted = options?.ports;
  return wanted === undefined ? callee.ports : callee.ports.filter((port) => wanted.some((one) => isMeant(one, port)));
}

/** What is wrong with the ports that a call names. */
export function callPortRefusals(prop: string, { callee, options }: Edge): Refusal[] {
  const wanted = options?.ports;
  if (wanted === undefined) return [];
  const allowed = callee.ports.map(portText).join(', ') || `nothing: ${callee.name} serves no port`;
  if (wanted.length === 0)
    return [
      {
        prop: `${prop}.ports`,
        problem: 'is empty',
        allowed,
        fix: 'name the ports that are called, or leave it out for all',
      },
    ];
  return wanted
    .filter((one) => !callee.ports.some((port) => isMeant(one, port)))
    .map((value) => ({
      prop: `${prop}.ports`,
      value,
      problem: `is no port that ${callee.name} serves`,
      allowed,
      fix: `name one of its ports, or let ${callee.name} serve this one`,
    }));
}

/** What is wrong with the ends of a call in the App of a root: a policy there cannot be rendered here. */
export function callAcrossAppsRefusals(prop: string, { caller, callee }: Edge, root: IConstruct): Refusal[] {
  return [caller, callee]
    .filter((end) => isElsewhere(end, root))
    .map((end) => ({
      prop,
      problem: `joins '${end.name}' of ${appText(Construct.isConstruct(end) ? end.node.root : root)} with ${appText(root)}`,
      allowed: 'calls within one App, which is one environment',
      fix: `build both in one App, or name '${end.name}' by what the network sees of it: External.pods(...)`,
    }));
}

function isMeant(wanted: string | number, { name, port }: Port): boolean {
  return wanted === name || wanted === port;
}

function portText({ name, port, protocol }: Port): string {
  const number = typeof port === 'number' ? String(port) : 'a port known only at deployment';
  return `${name === undefined ? '' : `'${name}' `}${number}${protocol === undefined ? '' : ` ${protocol}`}`;
}

function isElsewhere(end: unknown, root: IConstruct): boolean {
  return Construct.isConstruct(end) && end.node.root !== root;
}

function appText(root: IConstruct): string {
  const environment = environmentOf(root);
  return environment === undefined ? 'an App' : `the App of environment '${environment.name}'`;
}
