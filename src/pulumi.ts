export { deploy, type DeployOptions } from './bridge/deploy';
export { Outputs } from './bridge/outputs';
export { kubernetesProvider, type KubernetesProviderArgs } from './bridge/provider';
export { runError } from './bridge/run-error';
