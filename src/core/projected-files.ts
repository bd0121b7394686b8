import { Duration } from 'cdk8s';
import { dnsSubdomainRefusal } from './names';
import type { Refusal } from './refusal';
import { duration, group, list, optional, text, type Shape } from './shape';
import { hasToken } from './token';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** One file that a projected volume holds: a key of a Secret or ConfigMap, or a field of the pod (downward API). */
export type ProjectedFile = { readonly file: string } & (
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string }
  | { readonly field: string }
);

/** A folder of read-only files from several sources. */
export interface ProjectedFiles {
  readonly directory: string;
  readonly files: readonly ProjectedFile[];
}

/** A token of the pod's service account, which the kubelet renews. */
export interface ServiceAccountToken {
  /**
   * Who takes the token: `vault`, `sts.amazonaws.com`. Nobody else does.
   * @default - the API server: the token comes with its certificate, where Kubernetes' clients look for them
   */
  readonly audience?: string;
  /**
   * How long a token is good. It is renewed after 80 % of that.
   * @default Duration.hours(1)
   */
  readonly expiresIn?: Duration;
  /**
   * Folder of the file `token`.
   * @default - '/var/run/secrets/kubernetes.io/serviceaccount' for the API server, '/var/run/secrets/tokens' for others
   */
  readonly directory?: string;
}

const API_SERVER_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN_DIRECTORY = '/var/run/secrets/tokens';
const EXPIRES_IN = Duration.hours(1);
/** The API server takes no less. */
const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 24 * 3600;
/** ConfigMap with the API server's certificate, which every namespace has. */
const ROOT_CERTIFICATE = { configMap: 'kube-root-ca.crt', key: 'ca.crt' } as const;

const SOURCES: Readonly<Record<string, Shape>> = {
  secret: group({ file: text, secret: text, key: text }),
  configMap: group({ file: text, configMap: text, key: text }),
  field: group({ file: text, field: text }),
};
const FILE: Shape = {
  ...group({}),
  allowed: '{ file, secret, key }, { file, configMap, key } or { file, field }',
  inside: (prop, value) => {
    const source = Object.keys(SOURCES).find((name) => typeof value === 'object' && value !== null && name in value);
    return SOURCES[source ?? 'field']?.inside?.(prop, value) ?? [];
  },
};

/** What projected files must be before they are read. */
export const PROJECTED_FILES_SHAPE = list(group({ directory: text, files: list(FILE) }));
/** What tokens must be before they are read. */
export const TOKENS_SHAPE = list(
  group({ audience: optional(text), expiresIn: optional(duration), directory: optional(text) }),
);

/** The folder that a token is in. */
export function tokenDirectory({ audience, directory }: ServiceAccountToken): string {
  return directory ?? (audience === undefined ? API_SERVER_DIRECTORY : TOKEN_DIRECTORY);
}

/** `sources` of a projected volume, as plain data. */
export function fileSources(files: readonly ProjectedFile[]) {
  return files.map((file) => {
    if ('secret' in file) return { secret: { name: file.secret, items: [{ key: file.key, path: file.file }] } };
    if ('configMap' in file)
      return { configMap: { name: file.configMap, items: [{ key: file.key, path: file.file }] } };
    return { downwardAPI: { items: [{ path: file.file, fieldRef: { fieldPath: file.field } }] } };
  });
}

/** `sources` of the projected volume with a token, as plain data. */
export function tokenSources({ audience, expiresIn = EXPIRES_IN }: ServiceAccountToken) {
  const token = {
    serviceAccountToken: {
      path: 'token',
      expirationSeconds: secondsOf(expiresIn),
      ...(audience !== undefined && { audience }),
    },
  };
  if (audience !== undefined) return [token];
  return [
    token,
    ...fileSources([
      { ...ROOT_CERTIFICATE, file: 'ca.crt' },
      { field: 'metadata.namespace', file: 'namespace' },
    ]),
  ];
}

/** A path inside the volume, as the API server takes it. */
const FILE_PATH = /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\0]+$/;
const FIELD = /^(metadata\.(name|namespace|uid|labels|annotations)|metadata\.(labels|annotations)\['[^']+'\])$/;

/** What is wrong with projected files: none, paths or fields that are none, two at one path. */
export function projectedFilesRefusals(prop: string, all: readonly ProjectedFiles[]): Refusal[] {
  return all.flatMap(({ files }, index) => {
    const at = `${prop}[${index}].files`;
    if (files.length === 0)
      return [{ prop: at, problem: 'is empty', allowed: 'one file or more', fix: 'name the files' }];
    return files.flatMap((file, position) => {
      const twin = files.findIndex((other) => other.file === file.file);
      return fileRefusals(`${at}[${position}]`, file).concat(
        twin === position
          ? []
          : [
              {
                prop: `${at}[${position}].file`,
                value: file.file,
                problem: `is the path of ${at}[${twin}] too`,
                allowed: 'each path once',
                fix: 'rename one of them',
              },
            ],
      );
    });
  });
}

function fileRefusals(prop: string, file: ProjectedFile): Refusal[] {
  const refusals: (Refusal | undefined)[] = [
    FILE_PATH.test(file.file)
      ? undefined
      : {
          prop: `${prop}.file`,
          value: file.file,
          problem: 'is not a path inside of a folder',
          allowed: "a relative path without '..'",
          fix: 'write the name of the file',
        },
    'secret' in file ? dnsSubdomainRefusal(`${prop}.secret`, file.secret) : undefined,
    'configMap' in file ? dnsSubdomainRefusal(`${prop}.configMap`, file.configMap) : undefined,
    !('field' in file) || FIELD.test(file.field)
      ? undefined
      : {
          prop: `${prop}.field`,
          value: file.field,
          problem: 'is not a field that a pod can read of itself',
          allowed: "metadata.name, .namespace, .uid, .labels, .annotations, or one label: metadata.labels['...']",
          fix: 'write one of them',
        },
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

/** What is wrong with tokens: an audience of nobody, or a life that the API server refuses or that is as good as endless. */
export function tokensRefusals(prop: string, tokens: readonly ServiceAccountToken[]): Refusal[] {
  return tokens.flatMap(({ audience, expiresIn = EXPIRES_IN }, index) => {
    const nobody: Refusal = {
      prop: `${prop}[${index}].audience`,
      value: audience,
      problem: 'names nobody',
      allowed: 'who takes the token, such as vault',
      fix: 'name it, or leave it out for the API server',
    };
    const at = `${prop}[${index}].expiresIn`;
    const uncountable = wholeSecondsRefusal(at, expiresIn);
    const life = secondsOf(expiresIn);
    const lifetime: Refusal = {
      prop: at,
      value: `${life}s`,
      problem: life < SHORTEST_SECONDS ? 'is shorter than the API server takes' : 'is long for a token that leaks',
      allowed: `${SHORTEST_SECONDS}s to ${LONGEST_SECONDS}s`,
      fix: 'leave it out for an hour: the kubelet renews it',
    };
    const outside = life < SHORTEST_SECONDS || life > LONGEST_SECONDS;
    return [
      ...(audience !== undefined && !hasToken(audience) && audience.trim() === '' ? [nobody] : []),
      ...(uncountable ? [uncountable] : outside ? [lifetime] : []),
    ];
  });
}
