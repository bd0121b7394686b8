import { dataAt, listAt, shown, textAt, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { called, contexts, hasOwnUsers, isKnown, perContainer } from './control';
import type { Control } from './control';

/** Capabilities that a container may add. NET_RAW is not among them. */
const CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const SELINUX_TYPES: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** Kernel settings that a pod may change, with the Kubernetes minor version (1.x) that allows them. */
const SYSCTLS: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

const hostNamespaces: Control = ({ pod }) =>
  ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => valueAt(pod, field) === true).map((field) => `sets ${field}`);

const privileged = perContainer((container) =>
  valueAt(container.security, 'privileged') === true ? `runs ${called(container)} privileged` : undefined,
);

const hostPorts: Control = ({ containers }) =>
  containers.flatMap((container) =>
    container.ports
      .map((port) => valueAt(port, 'hostPort'))
      .filter((port) => isKnown(port) && port !== 0)
      .map((port) => `opens host port ${shown(port)} in ${called(container)}`),
  );

const addedCapabilities: Control = ({ containers }) =>
  containers.flatMap((container) =>
    textsAt(container.security, 'capabilities', 'add')
      .filter((capability) => isKnown(capability) && !CAPABILITIES.has(capability))
      .map((capability) => `adds capability ${capability} to ${called(container)}`),
  );

const appArmor: Control = (pod) =>
  contexts(pod).flatMap(({ where, context }) =>
    textAt(context, 'appArmorProfile', 'type') === 'Unconfined' ? [`turns AppArmor off for ${where}`] : [],
  );

const seLinux: Control = (pod) =>
  contexts(pod).flatMap(({ where, context }) => {
    const options = dataAt(context, 'seLinuxOptions');
    const type = textAt(options, 'type') ?? '';
    const chosen = ['user', 'role'].filter((field) => (textAt(options, field) ?? '') !== '');
    return [
      ...(isKnown(type) && !SELINUX_TYPES.has(type) ? [`sets SELinux type ${type} for ${where}`] : []),
      ...chosen.map((field) => `sets the SELinux ${field} for ${where}`),
    ];
  });

const seccompUnconfined: Control = (pod) =>
  contexts(pod).flatMap(({ where, context }) =>
    textAt(context, 'seccompProfile', 'type') === 'Unconfined' ? [`turns seccomp off for ${where}`] : [],
  );

const procMount: Control = (pod, minor) =>
  hasOwnUsers(pod, minor)
    ? []
    : pod.containers.flatMap((container) => {
        const mount = textAt(container.security, 'procMount') ?? 'Default';
        return mount === 'Default' || !isKnown(mount) ? [] : [`sets procMount ${mount} in ${called(container)}`];
      });

const sysctls: Control = ({ pod }, minor) =>
  listAt(pod, 'securityContext', 'sysctls')
    .map((sysctl) => textAt(sysctl, 'name') ?? '')
    .filter((name) => isKnown(name) && minor < (SYSCTLS[name] ?? Infinity))
    .map((name) => `sets sysctl ${name}`);

const hostProcess: Control = (pod) =>
  contexts(pod).flatMap(({ where, context }) =>
    valueAt(context, 'windowsOptions', 'hostProcess') === true ? [`runs ${where} as a process of the host`] : [],
  );

const probeHosts: Control = ({ containers }, minor) =>
  minor < 34
    ? []
    : containers.flatMap((container) =>
        container.handlers
          .filter(({ spec }) => hasHost(dataAt(spec, 'httpGet')) || hasHost(dataAt(spec, 'tcpSocket')))
          .map(({ path }) => `names a host in ${path} of ${called(container)}`),
      );

function hasHost(action: Data): boolean {
  const host = textAt(action, 'host') ?? '';
  return host !== '' && isKnown(host);
}

/** The baseline profile, but for volumes: `restricted` allows fewer of them. */
export const BASELINE: readonly Control[] = [
  hostNamespaces,
  privileged,
  hostPorts,
  addedCapabilities,
  appArmor,
  seLinux,
  seccompUnconfined,
  procMount,
  sysctls,
  hostProcess,
  probeHosts,
];
