import fc from 'fast-check';
import { isPlainlyConfined } from '../../../src/checks/pod-security/confined';
import { OUTSIDE_CONTEXTS, RESTRICTED } from '../../../src/checks/pod-security/restricted';
import { podOwner } from '../../../src/checks/pod-owner';
import { renderedObject } from '../../../src/checks/read-objects';
import { token } from '../objects';

const LATE = token(1);

/** What a field of a security context may say, right or wrong. */
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  allowPrivilegeEscalation: [false, true, LATE],
  readOnlyRootFilesystem: [true, false],
  runAsNonRoot: [true, true, false, LATE],
  runAsUser: [10001, 0, LATE],
  runAsGroup: [0, 10001],
  fsGroup: [0],
  supplementalGroups: [[0]],
  capabilities: [{ drop: ['ALL'] }, { drop: ['ALL'], add: ['SYS_ADMIN'] }, { drop: ['KILL'] }, LATE],
  seccompProfile: [{ type: 'RuntimeDefault' }, { type: 'Unconfined' }, { localhostProfile: 'a' }, LATE],
  privileged: [true, false],
  procMount: ['Unmasked', 'Default'],
  appArmorProfile: [{ type: 'Unconfined' }],
  seLinuxOptions: [{ user: 'root' }],
  windowsOptions: [{ hostProcess: true }],
  sysctls: [[{ name: 'kernel.msgmax' }]],
  fieldOfTomorrow: ['whatever'],
};

const context = (confined: object, others: readonly string[]) =>
  fc
    .record(Object.fromEntries(others.map((field) => [field, fc.constantFrom(...(FIELDS[field] ?? []))])), {
      requiredKeys: [],
    })
    .map((fields) => ({ ...confined, ...fields }));

const podContext = fc.oneof(
  context({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, ['runAsUser', 'runAsGroup', 'fsGroup']),
  context({}, Object.keys(FIELDS)),
);
const containerContext = fc.oneof(
  context({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }, [
    'readOnlyRootFilesystem',
    'runAsUser',
  ]),
  context({}, Object.keys(FIELDS)),
);

function pod(securityContext: object, containers: readonly object[]) {
  const spec = {
    securityContext,
    containers: containers.map((own, index) => ({ name: `c${index}`, securityContext: own })),
  };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec };
  const owner = podOwner(renderedObject({ path: 'api', manifest }));
  if (owner === undefined) throw new Error('a Pod makes pods');
  return owner;
}

test('of a plainly confined pod, the controls of security contexts refuse nothing', () => {
  let confined = 0;
  fc.assert(
    fc.property(
      podContext,
      fc.array(containerContext, { maxLength: 3 }),
      fc.integer({ min: 24, max: 40 }),
      (own, containers, minor) => {
        const owner = pod(own, containers);
        if (!isPlainlyConfined(owner)) return;
        confined += 1;
        const refused = RESTRICTED.filter((control) => !OUTSIDE_CONTEXTS.includes(control)).flatMap((one) =>
          one(owner, minor),
        );
        expect(refused).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
  expect(confined).toBeGreaterThan(100);
});

test('a pod as workloads render it is plainly confined, and one with any other field is looked at', () => {
  const own = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
  const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true };
  expect(isPlainlyConfined(pod(own, [container]))).toBe(true);
  expect(isPlainlyConfined(pod(own, [container, { ...container, privileged: false }]))).toBe(false);
  expect(isPlainlyConfined(pod({ ...own, sysctls: [] }, [container]))).toBe(false);
});
