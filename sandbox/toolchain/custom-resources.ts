import type { ModuleFiles } from './module-files';

const CRD = 'kind: CustomResourceDefinition';

/** Custom resource definitions that every sandbox serves, from the projects that publish them. A new row is all it takes. */
export const CUSTOM_RESOURCES: readonly ModuleFiles[] = [
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    sum: 'h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=',
    paths: ['config/crds/bases'],
    only: CRD,
  },
  {
    name: 'keda',
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.19.0',
    sum: 'h1:IP3iMTwr9HkaAwPtLnhngPv74LghMf7ubLrsGLQo52M=',
    paths: ['config/crd/bases'],
    only: CRD,
  },
  {
    name: 'vertical-pod-autoscaler',
    module: 'k8s.io/autoscaler/vertical-pod-autoscaler',
    version: 'v1.6.0',
    sum: 'h1:JC2YsVS6njOY8+a2mr8YX2FwZCpWfe7oVzjk98YPKZg=',
    paths: ['deploy/vpa-v1-crd-gen.yaml'],
    only: CRD,
  },
  {
    name: 'karpenter',
    module: 'github.com/aws/karpenter-provider-aws',
    version: 'v1.14.1',
    sum: 'h1:WGtIQTQcxpElYMdWfWuPwaF2+9muR+hYhPZsTtoY8Gs=',
    paths: ['pkg/apis/crds'],
    only: CRD,
  },
  {
    // the experimental channel: what the standard one has, and session persistence
    name: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    sum: 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=',
    paths: ['config/crd/experimental'],
    only: CRD,
  },
  {
    name: 'cert-manager',
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    sum: 'h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=',
    paths: ['deploy/crds'],
    only: CRD,
  },
  {
    name: 'envoy-gateway',
    module: 'github.com/envoyproxy/gateway',
    version: 'v1.9.1',
    sum: 'h1:vAVp6/AlBXJ1aOhp1mxL7fNEzVEfjADUguUhm2wzxQY=',
    paths: ['charts/gateway-helm/charts/crds/crds/generated'],
    only: CRD,
  },
  {
    name: 'istio',
    module: 'istio.io/api',
    version: 'v1.29.2',
    sum: 'h1:KPYyUHQdbRUfx21JDZQr906d7PyWA9R8cIR1WS0MTo4=',
    paths: ['kubernetes/customresourcedefinitions.gen.yaml'],
    only: CRD,
  },
  {
    name: 'cilium',
    module: 'github.com/cilium/cilium',
    version: 'v1.20.2',
    sum: 'h1:dqiEGIcXc+gqCLYG/l7VCFJ8GHyb4HUrwbZOpkX5dL8=',
    paths: ['pkg/k8s/apis/cilium.io/client/crds/v2/ciliumnetworkpolicies.yaml'],
    only: CRD,
  },
];
