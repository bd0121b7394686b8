import { FRONT_PROXY, type AggregationFile } from './aggregation-keys';
import type { Ports } from './ports';

/** What a control plane with a metrics server needs beside the rest. */
export interface MetricsSettings {
  /** Path of a file of the aggregation layer. */
  readonly key: (name: AggregationFile) => string;
  /** Files that tell kwok what pods use, and where it tells it. */
  readonly usage: readonly string[];
}

/** What the arguments of the control plane's processes are made of. */
export interface ComponentSettings {
  readonly ports: Ports;
  /** Path of a built tool. */
  readonly binary: (name: string) => string;
  /** Path of a file with keys or tokens. */
  readonly credential: (
    name: 'ca.crt' | 'ca.key' | 'api.crt' | 'api.key' | 'sa.key' | 'sa.pub' | 'tokens.csv',
  ) => string;
  /** Kubeconfig of each client. */
  readonly kubeconfig: { readonly admin: string; readonly controllerManager: string; readonly scheduler: string };
  readonly etcdData: string;
  /** kwok's stage files. */
  readonly stages: readonly string[];
  /**
   * A metrics server over the usage that kwok pretends.
   * @default - none
   */
  readonly metrics?: MetricsSettings | undefined;
}

/** A process of the control plane. */
export interface Component {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Answers 200 once the process works. */
  readonly health: string;
}

/** In the order in which they start; they stop in the reverse order, because an API server without etcd does not end. */
export function components(settings: ComponentSettings): readonly Component[] {
  const { ports, binary, credential, kubeconfig, metrics } = settings;
  const etcd = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    {
      name: 'etcd',
      program: binary('etcd'),
      args: [
        `--data-dir=${settings.etcdData}`,
        // the data outlive the processes, not a crash of the whole machine: 'make clean' is the answer to that
        '--unsafe-no-fsync',
        `--listen-client-urls=${etcd}`,
        `--advertise-client-urls=${etcd}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
      ],
      health: `${etcd}/health`,
    },
    {
      name: 'kube-apiserver',
      program: binary('kube-apiserver'),
      args: [
        `--etcd-servers=${etcd}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${ports.apiServer}`,
        `--tls-cert-file=${credential('api.crt')}`,
        `--tls-private-key-file=${credential('api.key')}`,
        `--client-ca-file=${credential('ca.crt')}`,
        `--token-auth-file=${credential('tokens.csv')}`,
        '--authorization-mode=Node,RBAC',
        '--enable-admission-plugins=NodeRestriction',
        // a real cluster lets a privileged pod through to admission, and it is admission that refuses it
        '--allow-privileged=true',
        '--service-cluster-ip-range=10.96.0.0/16',
        '--endpoint-reconciler-type=none',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${credential('sa.pub')}`,
        `--service-account-signing-key-file=${credential('sa.key')}`,
        ...(metrics === undefined ? [] : aggregation(metrics)),
      ],
      health: `https://127.0.0.1:${ports.apiServer}/readyz`,
    },
    {
      name: 'kube-controller-manager',
      program: binary('kube-controller-manager'),
      args: [
        ...asUser(kubeconfig.controllerManager),
        `--service-account-private-key-file=${credential('sa.key')}`,
        `--root-ca-file=${credential('ca.crt')}`,
        `--cluster-signing-cert-file=${credential('ca.crt')}`,
        `--cluster-signing-key-file=${credential('ca.key')}`,
        '--use-service-account-credentials=true',
        '--enable-hostpath-provisioner=true',
        // a new autoscaler brings its target to the minimum at its first look, which is after 15 s by default
        '--horizontal-pod-autoscaler-sync-period=1s',
        // the limits on requests are for a shared API server; with them a large destroy takes half a minute longer
        '--kube-api-qps=200',
        '--kube-api-burst=400',
        ...alone(ports.controllerManager),
      ],
      health: `https://127.0.0.1:${ports.controllerManager}/healthz`,
    },
    {
      name: 'kube-scheduler',
      program: binary('kube-scheduler'),
      args: [...asUser(kubeconfig.scheduler), ...alone(ports.scheduler)],
      health: `https://127.0.0.1:${ports.scheduler}/healthz`,
    },
    {
      name: 'kwok',
      program: binary('kwok'),
      args: [
        `--kubeconfig=${kubeconfig.admin}`,
        '--manage-all-nodes=true',
        '--cidr=10.244.0.0/16',
        '--node-lease-duration-seconds=40',
        `--server-address=127.0.0.1:${ports.kwok}`,
        ...[...settings.stages, ...(metrics?.usage ?? [])].map((file) => `--config=${file}`),
        // where the metrics server finds the kubelets that kwok pretends
        ...(metrics === undefined ? [] : ['--node-ip=127.0.0.1', `--node-port=${ports.kwok}`]),
      ],
      health: `http://127.0.0.1:${ports.kwok}/healthz`,
    },
    ...(metrics === undefined ? [] : [metricsServer(settings, metrics)]),
  ];
}

/** How the API server shows itself to aggregated ones, and tells them who asks. */
function aggregation({ key }: MetricsSettings): string[] {
  return [
    `--requestheader-client-ca-file=${key('front-proxy-ca.crt')}`,
    `--requestheader-allowed-names=${FRONT_PROXY}`,
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${key('front-proxy-client.crt')}`,
    `--proxy-client-key-file=${key('front-proxy-client.key')}`,
  ];
}

function metricsServer({ ports, binary, kubeconfig }: ComponentSettings, { key }: MetricsSettings): Component {
  return {
    name: 'metrics-server',
    program: binary('metrics-server'),
    args: [
      ...asUser(kubeconfig.admin),
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.metricsServer}`,
      `--tls-cert-file=${key('metrics-server.crt')}`,
      `--tls-private-key-file=${key('metrics-server.key')}`,
      '--kubelet-use-node-status-port',
      '--kubelet-preferred-address-types=InternalIP',
      // kwok's kubelets speak plain HTTP, on loopback
      '--deprecated-kubelet-completely-insecure',
      // the shortest that it allows, and longer than the timeout
      '--metric-resolution=10s',
      '--kubelet-request-timeout=5s',
    ],
    // its readiness waits for the first pod
    health: `https://127.0.0.1:${ports.metricsServer}/livez`,
  };
}

function asUser(kubeconfig: string): string[] {
  return ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
    (flag) => `--${flag}=${kubeconfig}`,
  );
}

function alone(port: number): string[] {
  return ['--leader-elect=false', '--bind-address=127.0.0.1', `--secure-port=${port}`];
}
