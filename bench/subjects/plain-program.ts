/** Five hundred objects, written with the classes of @pulumi/kubernetes. */
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { DEFAULT_DENY, NAMESPACES, NOT_AWAITED, SERVICES, SYSTEM } from './five-hundred';
import { serviceObjects } from './service-objects';

const provider = new k8s.Provider('cluster', {
  kubeconfig: new pulumi.Config().require('kubeconfig'),
  enableConfigMapMutable: true,
  enableSecretMutable: true,
  upsertExistingObjects: true,
});
const name = NAMESPACES.without;
const namespace = new k8s.core.v1.Namespace('namespace', { metadata: { name } }, { provider });
const options: pulumi.CustomResourceOptions = { provider, dependsOn: [namespace] };
new k8s.networking.v1.NetworkPolicy(
  'default-deny',
  { metadata: { name: 'default-deny', namespace: name }, spec: DEFAULT_DENY },
  options,
);
for (const service of SERVICES) {
  const objects = serviceObjects(SYSTEM, service, name, NOT_AWAITED);
  const account = new k8s.core.v1.ServiceAccount(service, objects.serviceAccount, options);
  const deployment = new k8s.apps.v1.Deployment(service, objects.deployment, {
    ...options,
    dependsOn: [namespace, account],
  });
  new k8s.core.v1.Service(service, objects.service, options);
  new k8s.networking.v1.NetworkPolicy(service, objects.networkPolicy, options);
  new k8s.autoscaling.v2.HorizontalPodAutoscaler(service, objects.autoscaler, {
    ...options,
    dependsOn: [namespace, deployment],
  });
  new k8s.policy.v1.PodDisruptionBudget(service, objects.disruptionBudget, options);
}
