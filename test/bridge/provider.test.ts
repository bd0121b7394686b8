import * as pulumi from '@pulumi/pulumi';
import { version } from '@pulumi/kubernetes/package.json';
import { ApiObject, App, Chart } from 'cdk8s';
import { KUBERNETES_PROVIDER_VERSION } from '../../src/bridge/provider-version';
import { deploy, kubernetesProvider } from '../../src/pulumi';
import { secret } from 'seaworthy/testing/pulumi';
import { named, record } from './monitor';

const KUBECONFIG = 'apiVersion: v1\nkind: Config\n';

async function providerInputs(args?: Parameters<typeof kubernetesProvider>[1]) {
  return named(await record(() => kubernetesProvider('cluster', args)), 'cluster').inputs;
}

test('objects with fixed names are changed in place and taken over, by default', async () => {
  expect(await providerInputs({ kubeconfig: '/etc/kubeconfig' })).toMatchObject({
    enableConfigMapMutable: 'true',
    enableSecretMutable: 'true',
    upsertExistingObjects: 'true',
  });
});

test('the path of a kubeconfig is shown, its contents and an Output are secret', async () => {
  expect(await providerInputs({ kubeconfig: '/etc/kubeconfig' })).toMatchObject({ kubeconfig: '/etc/kubeconfig' });
  expect(await providerInputs({ kubeconfig: KUBECONFIG })).toMatchObject({ kubeconfig: secret(KUBECONFIG) });
  expect(await providerInputs({ kubeconfig: pulumi.output(KUBECONFIG) })).toMatchObject({
    kubeconfig: secret(KUBECONFIG),
  });
});

test('context and cluster are passed on', async () => {
  expect(await providerInputs({ context: 'dev', cluster: 'eu' })).toMatchObject({ context: 'dev', cluster: 'eu' });
});

test('every object goes to the given provider', async () => {
  const registrations = await record(() => {
    const app = new App();
    new ApiObject(new Chart(app, 'shop'), 'a', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } });
    deploy(app, { provider: kubernetesProvider('cluster') });
  });
  expect(named(registrations, 'shop/a').provider).toMatch(
    /^urn:pulumi:dev::shop::pulumi:providers:kubernetes::cluster::/,
  );
});

test('the provider version that objects ask for is the installed one', () => {
  expect(KUBERNETES_PROVIDER_VERSION).toBe(version);
});
