import { asData, textAt, textsAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { ofContainers } from '../look';
import type { Rule } from '../rule';
import { hasToken } from '../token';

const example = (command: readonly string[]) =>
  shop([deployment({ container: { livenessProbe: { exec: { command }, timeoutSeconds: 2 } } })]);

/** Hosts that are the pod itself, or that a shell knows only later. */
const OWN_HOST = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0|\$\{?(HOSTNAME|POD_IP|POD_NAME)\b)/i;
const URL_HOST = /\b[a-z][a-z0-9+.-]{1,30}:\/\/(?:[^\s/@"']*@)?(\[[^\]\s]*\]|[^\s/:"']+)/gi;
const HOST_FLAG = /(?:^|\s)(?:-h|--host(?:name)?)[= ](\S+)/g;

/** Containers that are restarted for the failures of others. */
export const livenessCallsDependencies: Rule = {
  id: 'liveness-calls-dependencies',
  title: 'A liveness probe asks its own process alone.',
  why: 'When a database is away for a minute, every service that asks it in a liveness probe is restarted, and all come back at once.',
  fix: 'ask the process itself in livenessProbe, and dependencies in readinessProbe at most',
  severity: 'warning',
  bad: () => example(['pg_isready', '-h', 'orders.db.example.com']),
  good: () => example(['pg_isready', '-h', 'localhost']),
  check: ofContainers(({ name, spec }, { object }) => {
    const host = foreignHost(asData(spec['livenessProbe']));
    return host === undefined ? [] : [{ at: object, message: `container ${name} asks ${host} in livenessProbe` }];
  }),
};

function foreignHost(probe: Data): string | undefined {
  const hosts = [textAt(probe, 'httpGet', 'host') ?? '', textAt(probe, 'tcpSocket', 'host') ?? ''];
  if (probe['exec'] !== undefined) {
    const command = textsAt(probe, 'exec', 'command').join(' ');
    for (const pattern of [URL_HOST, HOST_FLAG])
      for (const [, host = ''] of command.matchAll(pattern)) hosts.push(host);
  }
  // a flag may mean something else: a host has a dot or is a variable
  return hosts.find((host) => host !== '' && !hasToken(host) && !OWN_HOST.test(host) && /[.$]/.test(host));
}
