import { asData, asList, asText, isData, shown, textAt, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { called, hasOwnUsers, isKnown, NOTHING_REFUSED, perContainer, perContext } from './control';
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

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];

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

const hostNamespaces: Control = ({ pod }) => {
  const found: string[] = [];
  HOST_NAMESPACES.forEach((field) => {
    if (valueAt(pod, field) === true) found.push(`sets ${field}`);
  });
  return found;
};

const privileged = perContainer((container) =>
  container.security['privileged'] === true ? `runs ${called(container)} privileged` : undefined,
);

const hostPorts: Control = ({ containers }) => {
  const found: string[] = [];
  containers.forEach((container) => {
    container.ports.forEach((one) => {
      const port = one['hostPort'];
      if (isKnown(port) && port !== 0) found.push(`opens host port ${shown(port)} in ${called(container)}`);
    });
  });
  return found;
};

const addedCapabilities: Control = ({ containers }) => {
  const found: string[] = [];
  for (const container of containers)
    for (const capability of textsAt(container.security, 'capabilities', 'add'))
      if (isKnown(capability) && !CAPABILITIES.has(capability))
        found.push(`adds capability ${capability} to ${called(container)}`);
  return found;
};

const appArmor = perContext((context, container) =>
  textAt(context, 'appArmorProfile', 'type') === 'Unconfined'
    ? [`turns AppArmor off for ${called(container)}`]
    : NOTHING_REFUSED,
);

const seLinux = perContext((context, container) => {
  const options = context['seLinuxOptions'];
  if (!isData(options)) return NOTHING_REFUSED;
  const type = asText(options['type']) ?? '';
  const chosen = ['user', 'role'].filter((field) => (textAt(options, field) ?? '') !== '');
  return [
    ...(isKnown(type) && !SELINUX_TYPES.has(type) ? [`sets SELinux type ${type} for ${called(container)}`] : []),
    ...chosen.map((field) => `sets the SELinux ${field} for ${called(container)}`),
  ];
});

const seccompUnconfined = perContext((context, container) =>
  textAt(context, 'seccompProfile', 'type') === 'Unconfined'
    ? [`turns seccomp off for ${called(container)}`]
    : NOTHING_REFUSED,
);

const procMount = perContainer((container, pod, minor) => {
  const mount = asText(container.security['procMount']) ?? 'Default';
  return mount === 'Default' || !isKnown(mount) || hasOwnUsers(pod, minor)
    ? undefined
    : `sets procMount ${mount} in ${called(container)}`;
});

const sysctls: Control = ({ security }, minor) =>
  asList(security['sysctls'])
    .map((sysctl) => asText(sysctl['name']) ?? '')
    .filter((name) => isKnown(name) && minor < (SYSCTLS[name] ?? Infinity))
    .map((name) => `sets sysctl ${name}`);

const hostProcess = perContext((context, container) =>
  valueAt(context, 'windowsOptions', 'hostProcess') === true
    ? [`runs ${called(container)} as a process of the host`]
    : NOTHING_REFUSED,
);

const probeHosts: Control = ({ containers }, minor) => {
  if (minor < 34) return NOTHING_REFUSED;
  const found: string[] = [];
  containers.forEach((container) => {
    container.handlers.forEach(({ spec, path }) => {
      if (hasHost(asData(spec['httpGet'])) || hasHost(asData(spec['tcpSocket'])))
        found.push(`names a host in ${path} of ${called(container)}`);
    });
  });
  return found;
};

function hasHost(action: Data): boolean {
  const host = asText(action['host']) ?? '';
  return host !== '' && isKnown(host);
}

/** What the baseline profile refuses outside of security contexts, but for volumes. */
export const BASELINE_OUTSIDE_CONTEXTS: readonly Control[] = [hostNamespaces, hostPorts, probeHosts];

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
