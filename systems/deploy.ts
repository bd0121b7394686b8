/** The Pulumi program: the configuration of a stack becomes settings, and settings become the objects of a cluster. */
import * as pulumi from '@pulumi/pulumi';
import { deploy, kubernetesProvider, Outputs, runError } from 'seaworthy/pulumi';
import { requireFreshBuild } from './build-stamp';
import { compose } from './compose';
import { readConfig, type ConfigTexts } from './config';
import { WAIVERS } from './waivers';

try {
  requireFreshBuild();
  const { environment, systems, overrides, kubeconfig, kubeContext } = readConfig(
    configOf(pulumi.getProject()),
    `Pulumi.${pulumi.getStack()}.yaml`,
  );
  const now = new Date();
  const app = compose({ environment, systems, now, overrides, resolvers: [new Outputs()] });
  deploy(app, {
    provider: kubernetesProvider('cluster', { kubeconfig, context: kubeContext }),
    checks: { waivers: WAIVERS, now },
  });
} catch (error) {
  if (pulumi.RunError.isInstance(error)) throw error;
  throw runError(error instanceof Error ? error.message : String(error));
}

/** All keys of the stack's configuration that belong to the project, without their namespace. */
function configOf(project: string): ConfigTexts {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}
