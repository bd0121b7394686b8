export { deploy, type DeployOptions } from './bridge/deploy';
export { Outputs } from './bridge/outputs';
export { kubernetesProvider, type KubernetesProviderArgs } from './bridge/provider';
export { renamed, type Former, type FormerPath, type FormerVersion } from './synth/renamed';
