import { stringify } from 'yaml';

/** What a client needs to reach a cluster as one user. */
export interface Access {
  /** Name of the context, and of its cluster and user. */
  readonly context: string;
  /** `https://host:port`. */
  readonly server: string;
  /** Certificate authority in PEM. */
  readonly authority: string;
  readonly token: string;
}

/** The context's name of an environment's sandbox. */
export function contextOf(environment: string): string {
  return `seaworthy-${environment}`;
}

/** A kubeconfig with one context, as YAML text. It holds the token: the file is its owner's alone. */
export function kubeconfig(access: Access): string {
  const { context } = access;
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': context,
      clusters: [
        {
          name: context,
          cluster: {
            server: access.server,
            'certificate-authority-data': Buffer.from(access.authority).toString('base64'),
          },
        },
      ],
      contexts: [{ name: context, context: { cluster: context, user: context } }],
      users: [{ name: context, user: { token: access.token } }],
    },
    { lineWidth: 0 },
  );
}
