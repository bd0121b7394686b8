import { delimiter } from 'node:path';

/** What an offline engine needs to know. */
export interface EngineSettings {
  readonly backend: string;
  readonly home: string;
  readonly passphrase: string;
  readonly kubeconfig: string;
  /** Folders that go in front of PATH: launchers of plug-ins. */
  readonly plugins: readonly string[];
}

/**
 * The environment of an engine that knows only its sandbox: the user's Pulumi settings and cluster are out of its
 * reach, and it asks no network for updates, plug-ins or packages.
 */
export function engineEnvironment(settings: EngineSettings, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const inherited = Object.entries(base).filter(([name]) => !name.startsWith('PULUMI_'));
  return {
    ...Object.fromEntries(inherited),
    PATH: [...settings.plugins, base.PATH ?? ''].join(delimiter),
    KUBECONFIG: settings.kubeconfig,
    // without the files of attributes beside each file: an engine that dies while it writes one could not read its state
    PULUMI_BACKEND_URL: `file://${settings.backend}?metadata=skip`,
    PULUMI_HOME: settings.home,
    PULUMI_CONFIG_PASSPHRASE: settings.passphrase,
    PULUMI_CREDENTIAL_STORE: 'plaintext',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  };
}
