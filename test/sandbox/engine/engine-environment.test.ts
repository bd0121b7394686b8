import { engineEnvironment } from '../../../sandbox/engine/engine-environment';

const settings = {
  backend: '/box/state',
  home: '/box/home',
  passphrase: 'secret',
  kubeconfig: '/box/kubeconfig',
  plugins: ['/box/bin/a', '/box/bin/b'],
};

test("the user's own Pulumi settings and cluster are out of the engine's reach", () => {
  const env = engineEnvironment(settings, {
    PATH: '/usr/bin',
    HOME: '/home/me',
    KUBECONFIG: '/home/me/.kube/config',
    PULUMI_ACCESS_TOKEN: 'mine',
    PULUMI_BACKEND_URL: 's3://mine',
    PULUMI_STACK: 'prod',
  });
  expect(env).toMatchObject({
    HOME: '/home/me',
    KUBECONFIG: '/box/kubeconfig',
    PULUMI_BACKEND_URL: 'file:///box/state?metadata=skip',
  });
  expect(env.PULUMI_ACCESS_TOKEN).toBeUndefined();
  expect(env.PULUMI_STACK).toBeUndefined();
});

test('plug-in folders come before everything else on PATH', () => {
  expect(engineEnvironment(settings, { PATH: '/usr/bin' }).PATH).toBe('/box/bin/a:/box/bin/b:/usr/bin');
});

test('the engine asks no network', () => {
  expect(engineEnvironment(settings, {})).toMatchObject({
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  });
});
