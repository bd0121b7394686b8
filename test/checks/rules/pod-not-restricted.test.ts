import { CONTAINER, deployment, deploymentOf, found, messages, namespaced, object, POD, token } from '../objects';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../../src/core/restricted';

const rule = 'pod-not-restricted';
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const onContainer = (securityContext: object, more: object = {}) =>
  messages(rule, deploymentOf({ securityContext: { ...CONTAINER.securityContext, ...securityContext }, ...more }));
const onPod = (pod: object) => messages(rule, deployment({ pod: { ...pod } }));
const onPodContext = (securityContext: object) =>
  onPod({ securityContext: { ...POD.securityContext, ...securityContext } });
const at = (minor: number, ...objects: Parameters<typeof found>[1]) =>
  found(rule, objects, { kubernetes: { minor }, customResources: new Set() }).map(({ message }) => message);

test('accepts a pod with all that the profile wants', () => {
  expect(onPod({})).toEqual([]);
});

test('accepts the restricted profile that workloads are rendered with', () => {
  const pod = {
    securityContext: RESTRICTED_POD,
    containers: [{ ...CONTAINER, securityContext: { ...RESTRICTED_CONTAINER, capabilities: { drop: ['ALL'] } } }],
  };
  expect(onPod(pod)).toEqual([]);
});

test('rejects a pod that says nothing of security, with everything that is missing', () => {
  expect(
    messages(rule, deployment({ pod: { securityContext: undefined, containers: [{ name: 'api', image: 'a:1' }] } })),
  ).toEqual([
    'its pod does not forbid privilege escalation in container api (allowPrivilegeEscalation: false)',
    'its pod does not set runAsNonRoot for container api',
    'its pod sets no seccompProfile for container api',
    'its pod does not drop ALL capabilities in container api',
  ]);
});

test('is an error where the namespace enforces the profile, and a warning elsewhere', () => {
  const bad = deployment({ pod: { hostNetwork: true } });
  expect(found(rule, [namespaced('shop', { [ENFORCE]: 'restricted' }), bad])).toMatchObject([
    { severity: 'error', message: "its pod sets hostNetwork, which namespace 'shop' refuses" },
  ]);
  expect(found(rule, [namespaced('shop', { [ENFORCE]: 'baseline' }), bad])).toMatchObject([
    { severity: 'warning', message: 'its pod sets hostNetwork' },
  ]);
  expect(found(rule, [bad])).toMatchObject([{ severity: 'warning' }]);
});

describe('restricted', () => {
  test.each([undefined, true, 'false'])(
    'rejects allowPrivilegeEscalation %p: it must be false on every container',
    (allowPrivilegeEscalation) => {
      expect(onContainer({ allowPrivilegeEscalation })).toHaveLength(1);
    },
  );

  test('rejects runAsNonRoot false anywhere', () => {
    expect(onContainer({ runAsNonRoot: false })).toEqual([
      'its pod lets container api run as root (runAsNonRoot: false)',
    ]);
    expect(onPodContext({ runAsNonRoot: false })).toEqual(['its pod lets the pod run as root (runAsNonRoot: false)']);
  });

  test('accepts runAsNonRoot on every container instead of the pod', () => {
    const container = { ...CONTAINER, securityContext: { ...CONTAINER.securityContext, runAsNonRoot: true } };
    const securityContext = { seccompProfile: { type: 'RuntimeDefault' } };
    expect(onPod({ securityContext, containers: [container] })).toEqual([]);
    expect(onPod({ securityContext, containers: [container, { ...CONTAINER, name: 'other' }] })).toEqual([
      'its pod does not set runAsNonRoot for container other',
    ]);
  });

  test('rejects user 0 on the pod and on a container', () => {
    expect(onPodContext({ runAsUser: 0 })).toEqual(['its pod runs the pod as user 0']);
    expect(onContainer({ runAsUser: 0 })).toEqual(['its pod runs container api as user 0']);
    expect(onContainer({ runAsUser: 1 })).toEqual([]);
  });

  test('rejects a missing seccomp profile, and accepts Localhost and one on the container', () => {
    expect(onPodContext({ seccompProfile: undefined })).toEqual(['its pod sets no seccompProfile for container api']);
    expect(onPodContext({ seccompProfile: { type: 'Localhost' } })).toEqual([]);
    expect(
      onPod({
        securityContext: { runAsNonRoot: true },
        containers: [
          {
            ...CONTAINER,
            securityContext: { ...CONTAINER.securityContext, seccompProfile: { type: 'RuntimeDefault' } },
          },
        ],
      }),
    ).toEqual([]);
  });

  test('rejects kept and added capabilities, and accepts NET_BIND_SERVICE', () => {
    expect(onContainer({ capabilities: { drop: ['NET_RAW'] } })).toEqual([
      'its pod does not drop ALL capabilities in container api',
    ]);
    expect(onContainer({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })).toEqual([]);
    expect(onContainer({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })).toEqual([
      'its pod keeps capabilities CHOWN in container api',
    ]);
  });

  test.each([
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'image',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ])('accepts volumes of type %s', (type) => {
    expect(onPod({ volumes: [{ name: 'v', [type]: {} }] })).toEqual([]);
  });

  test.each(['hostPath', 'nfs', 'gitRepo', 'iscsi', 'awsElasticBlockStore'])('rejects volumes of type %s', (type) => {
    expect(onPod({ volumes: [{ name: 'v', [type]: {} }] })).toEqual([`its pod mounts volume v of type ${type}`]);
  });

  test('asks the same of init and ephemeral containers', () => {
    const bare = { name: 'setup', image: 'a:1' };
    expect(onPod({ initContainers: [bare] })).toHaveLength(2);
    expect(onPod({ ephemeralContainers: [bare] })).toContain(
      'its pod does not drop ALL capabilities in ephemeral container setup',
    );
  });

  test('asks less of Windows pods', () => {
    expect(
      onPod({
        os: { name: 'windows' },
        securityContext: { runAsNonRoot: true },
        containers: [{ name: 'api', image: 'a:1' }],
      }),
    ).toEqual([]);
  });

  test('lets pods with users of their own run as root from Kubernetes 1.35', () => {
    const pod = { hostUsers: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' }, runAsUser: 0 } };
    expect(at(35, deployment({ pod }))).toEqual([]);
    expect(at(34, deployment({ pod }))).toEqual([
      'its pod does not set runAsNonRoot for container api',
      'its pod runs the pod as user 0',
    ]);
  });
});

describe('baseline', () => {
  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('rejects %s', (field) => {
    expect(onPod({ [field]: true })).toEqual([`its pod sets ${field}`]);
    expect(onPod({ [field]: false })).toEqual([]);
  });

  test('rejects privileged containers', () => {
    expect(onContainer({ privileged: true })).toEqual(['its pod runs container api privileged']);
  });

  test('rejects host ports, but for 0', () => {
    expect(onContainer({}, { ports: [{ containerPort: 80, hostPort: 8080 }] })).toEqual([
      'its pod opens host port 8080 in container api',
    ]);
    expect(onContainer({}, { ports: [{ containerPort: 80, hostPort: 0 }] })).toEqual([]);
  });

  test('rejects capabilities beyond its list, NET_RAW too', () => {
    expect(onContainer({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } })).toContain(
      'its pod adds capability NET_RAW to container api',
    );
    expect(onContainer({ capabilities: { drop: ['ALL'], add: ['KILL'] } })).not.toContain(
      'its pod adds capability KILL to container api',
    );
  });

  test('rejects AppArmor and seccomp turned off', () => {
    expect(onContainer({ appArmorProfile: { type: 'Unconfined' } })).toEqual([
      'its pod turns AppArmor off for container api',
    ]);
    expect(onContainer({ seccompProfile: { type: 'Unconfined' } })).toEqual([
      'its pod turns seccomp off for container api',
    ]);
  });

  test('rejects SELinux users, roles and foreign types', () => {
    expect(onPodContext({ seLinuxOptions: { type: 'spc_t', user: 'root' } })).toEqual([
      'its pod sets SELinux type spc_t for the pod',
      'its pod sets the SELinux user for the pod',
    ]);
    expect(onPodContext({ seLinuxOptions: { type: 'container_t', level: 's0' } })).toEqual([]);
  });

  test('rejects procMount and processes of the host', () => {
    expect(onContainer({ procMount: 'Unmasked' })).toEqual(['its pod sets procMount Unmasked in container api']);
    expect(onPodContext({ windowsOptions: { hostProcess: true } })).toEqual([
      'its pod runs the pod as a process of the host',
    ]);
  });

  test('rejects sysctls that its Kubernetes version does not allow', () => {
    const pods = (name: string) =>
      deployment({ pod: { securityContext: { ...POD.securityContext, sysctls: [{ name, value: '1' }] } } });
    expect(at(36, pods('kernel.msgmax'))).toEqual(['its pod sets sysctl kernel.msgmax']);
    expect(at(36, pods('net.ipv4.tcp_rmem'))).toEqual([]);
    expect(at(32, pods('net.ipv4.tcp_rmem'))).toEqual([]);
    expect(at(31, pods('net.ipv4.tcp_rmem'))).toEqual(['its pod sets sysctl net.ipv4.tcp_rmem']);
  });

  test('rejects hosts in probes from Kubernetes 1.34, or from the version that the namespace pins', () => {
    const bad = deploymentOf({ livenessProbe: { httpGet: { host: '169.254.169.254', path: '/', port: 80 } } });
    expect(at(34, bad)).toEqual(['its pod names a host in livenessProbe of container api']);
    expect(at(33, bad)).toEqual([]);
    const pinned = namespaced('shop', {
      [ENFORCE]: 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.33',
    });
    expect(at(36, bad, pinned)).toEqual([]);
  });
});

test('does not judge what only a deployment knows', () => {
  expect(
    onContainer({
      allowPrivilegeEscalation: token(1),
      runAsUser: token(1),
      seccompProfile: { type: token(1) },
      capabilities: { drop: token(1) },
    }),
  ).toEqual([]);
  expect(onPodContext({ runAsNonRoot: token(1) })).toEqual([]);
  expect(onContainer({}, { ports: [{ containerPort: 1, hostPort: token(1) }], securityContext: token(2) })).toEqual([]);
  expect(messages(rule, object('apps/v1', 'Deployment', {}, { spec: { template: token(1) } }))).toEqual([]);
});
