import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { RELOAD_ON_SECRET, SECRET } from '../../core/conventions';
import { demand, demandCustomResource, demandReloader } from '../../core/demand';
import { refuse } from '../../core/refusal';
import { ageLimitOf } from '../../core/rotation';
import { isTemplated, variableOf, type SecretKey, type SecretReference } from '../../core/secret-ref';
import type { TemplateValue } from '../../core/secret-template';
import type { SecretType } from '../../core/secret-type';
import { requireShape } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { secondsOf } from '../../core/whole-seconds';
import { ExternalSecret } from '../../kinds/external-secrets';
import { SYNCED_SECRET_DEFAULTS, SYNCED_SECRET_SHAPES, type SyncedSecretProps } from './synced-secret-props';
import { identityRefusals, OWN_WORDS, valueRefusals, type SecretCaller } from './synced-secret-refusals';

/** An environment variable whose value comes from a key of a Secret, as plain data. */
export interface SecretVariable {
  readonly name: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

const OPERATOR = demandCustomResource('secrets', CUSTOM_RESOURCE_API.externalSecrets);

/** A Kubernetes Secret that the External Secrets operator fills from a store. No value passes through a manifest. */
export class SyncedSecret extends Construct {
  /** Name of the Kubernetes Secret. */
  public readonly name: string;
  public readonly externalSecret: ApiObject;
  /** The variables of a container that read it. */
  public readonly variables: readonly SecretVariable[];
  #restarts = false;

  /** `caller` is a construct that has the secret as a part of it: it holds its props against their shapes, and judges its own name and labels. */
  public constructor(scope: Construct, id: string, props: SyncedSecretProps, caller?: SecretCaller) {
    super(scope, id);
    if (caller === undefined) requireShape(this, props, SYNCED_SECRET_SHAPES);
    const { name, namespace, store, secrets, type = SYNCED_SECRET_DEFAULTS.type } = props;
    const { refreshInterval = SYNCED_SECRET_DEFAULTS.refreshInterval } = props;
    this.name = name;
    if (caller) refuse(caller.construct, valueRefusals(caller.words, props));
    else refuse(this, [...identityRefusals(props), ...valueRefusals(OWN_WORDS, props)]);
    demand(this, OPERATOR);

    this.variables = secrets.flatMap((secret) => {
      const variable = variableOf(secret);
      return variable === undefined ? [] : [{ name: variable, valueFrom: { secretKeyRef: { name, key: secret.key } } }];
    });
    this.externalSecret = new ExternalSecret(this, 'ExternalSecret', {
      metadata: { name, namespace, labels: { ...props.labels }, ...annotationsOf(props) },
      spec: {
        refreshInterval: `${secondsOf(refreshInterval)}s`,
        secretStoreRef: { kind: store.kind, name: store.name },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...templateOf(secrets, type) },
        data: fetched(secrets),
      },
    });
  }

  /**
   * Starts the pods of a workload again when the Secret changes: environment variables are read once. Reloader does it; nothing
   * that is written at synthesis can know of a value that changes in the store. Needs `capabilities.reloader`.
   */
  public restarts(workload: ApiObject): void {
    if (!this.#restarts) demand(this, demandReloader(`the restart when Secret '${this.name}' changes`));
    this.#restarts = true;
    const others = workload.metadata.toJson() as { annotations?: Readonly<Record<string, string>> };
    const named = (others.annotations?.[RELOAD_ON_SECRET] ?? '').split(',').filter((one) => one !== '');
    if (!named.includes(this.name)) workload.metadata.addAnnotation(RELOAD_ON_SECRET, [...named, this.name].join(','));
  }
}

/** What is read from the store: each value once. */
function fetched(secrets: readonly (SecretReference | SecretKey)[]) {
  const places = new Map<string, TemplateValue>();
  secrets.forEach((secret) => {
    if (isTemplated(secret)) for (const [name, value] of Object.entries(secret.values)) places.set(name, value);
    else places.set(secret.key, secret);
  });
  return Array.from(places, ([secretKey, { remoteKey, property }]) => ({
    secretKey,
    remoteRef: property === undefined ? { key: remoteKey } : { key: remoteKey, property },
  }));
}

/** A template makes the whole Secret, so what is used as it is stands in it too. One without texts leaves what was fetched. */
function templateOf(secrets: readonly (SecretReference | SecretKey)[], type: SecretType) {
  const typed = type === SYNCED_SECRET_DEFAULTS.type ? undefined : { type };
  if (!secrets.some(isTemplated)) return typed && { template: typed };
  const data = secrets.map((secret) => [
    secret.key,
    isTemplated(secret) ? secret.template : `{{ index . ${JSON.stringify(secret.key)} }}`,
  ]);
  return {
    template: { ...typed, engineVersion: 'v2' as const, data: Object.fromEntries(data) as Record<string, string> },
  };
}

function annotationsOf({ owner, rotation }: SyncedSecretProps) {
  if (owner === undefined && rotation === undefined) return {};
  return {
    annotations: {
      ...(owner !== undefined && { [SECRET.owner]: owner }),
      ...(rotation && {
        [SECRET.rotatedEvery]: String(secondsOf(rotation.every)),
        [SECRET.overlap]: String(secondsOf(rotation.overlap)),
        [SECRET.ageLimit]: String(ageLimitOf(rotation)),
      }),
    },
  };
}
