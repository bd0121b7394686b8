import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { deploy, type DeployOptions, Outputs } from '../../src/pulumi';
import type { MockResource } from 'seaworthy/testing/pulumi';
import { record, type RunOptions } from './monitor';

/** Builds an App with Outputs, deploys it and returns what was registered. */
export function deployed(
  build: (app: App, outputs: Outputs) => void,
  options?: DeployOptions,
  run?: RunOptions,
): Promise<readonly MockResource[]> {
  return record(() => {
    const outputs = new Outputs();
    const app = new App({ resolvers: [outputs] });
    build(app, outputs);
    // what is deployed here is no service that anybody runs
    deploy(app, { checks: false, ...options });
  }, run);
}

/** A ConfigMap in namespace `shop`, named by its id. */
export function configMap(scope: Construct, id: string, data: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: id, namespace: 'shop' },
    data,
  });
}

/** A system in three levels: platform chart, service chart, a construct with cdk8s-plus objects. */
export function shop(app: App): void {
  const platform = new Chart(app, 'platform');
  new kplus.Namespace(platform, 'namespace', { metadata: { name: 'shop' } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const api = new Construct(chart, 'api');
  const serviceAccount = new kplus.ServiceAccount(api, 'account', { metadata: { name: 'api' } });
  const config = new kplus.ConfigMap(api, 'config', { metadata: { name: 'api' }, data: { a: 'b' } });
  const secret = new kplus.Secret(api, 'key', { metadata: { name: 'api' }, stringData: { key: 'x' } });
  new kplus.Deployment(api, 'deployment', {
    metadata: { name: 'api' },
    serviceAccount,
    containers: [
      {
        image: 'api:1',
        envVariables: {
          A: kplus.EnvValue.fromConfigMap(config, 'a'),
          KEY: kplus.EnvValue.fromSecretValue({ secret, key: 'key' }),
        },
      },
    ],
  });
}
