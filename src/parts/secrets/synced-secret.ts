import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource, demandReloader } from '../../core/demand';
import { RELOAD_ON_SECRET, SECRET } from '../../core/conventions';
import { labelRefusals, type Labels } from '../../core/labels';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { ageLimitOf, ROTATION_SHAPE, rotationRefusals, type Rotation } from '../../core/rotation';
import {
  isTemplated,
  secretRefusals,
  SECRET_STORE_SHAPE,
  secretStoreRefusals,
  SECRETS_SHAPE,
  type SecretReference,
  type SecretStoreReference,
} from '../../core/secret-ref';
import { duration, optional, requireShape, text, textByName, type Shapes } from '../../core/shape';
import { secondsOf, wholeSecondsRefusal } from '../../core/whole-seconds';
import type { TemplateValue } from '../../core/secret-template';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { ExternalSecret } from '../../kinds/external-secrets';

/** Properties for `SyncedSecret`. */
export interface SyncedSecretProps {
  /** Name of the Kubernetes Secret, and of the ExternalSecret that fills it. */
  readonly name: string;
  readonly namespace: string;
  /** The store that keeps the values. */
  readonly store: SecretStoreReference;
  /** What to read from it. */
  readonly secrets: readonly SecretReference[];
  /**
   * Labels on the ExternalSecret.
   * @default - none
   */
  readonly labels?: Labels;
  /**
   * How often the values are read again.
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
  /**
   * Who answers for the secrets: a team. Stands in the register.
   * @default - nobody is named
   */
  readonly owner?: string;
  /**
   * How the values are changed while they are in use. The old value must stay valid until every pod has the new one.
   * @default - not declared
   */
  readonly rotation?: Rotation;
}

/** An environment variable whose value comes from a key of a Secret, as plain data. */
export interface SecretVariable {
  readonly name: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  store: SECRET_STORE_SHAPE,
  secrets: SECRETS_SHAPE,
  labels: optional(textByName),
  refreshInterval: optional(duration),
  owner: optional(text),
  rotation: optional(ROTATION_SHAPE),
};

const DEFAULTS = { refreshInterval: Duration.hours(1) } as const;

/** A Kubernetes Secret that the External Secrets operator fills from a store. No value passes through a manifest. */
export class SyncedSecret extends Construct {
  /** Name of the Kubernetes Secret. */
  public readonly name: string;
  public readonly externalSecret: ApiObject;
  /** The variables of a container that read it. */
  public readonly variables: readonly SecretVariable[];
  #restarts = false;

  public constructor(scope: Construct, id: string, props: SyncedSecretProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, namespace, store, secrets, refreshInterval = DEFAULTS.refreshInterval } = props;
    this.name = name;
    const refusals = [
      dnsSubdomainRefusal('name', name),
      dnsLabelRefusal('namespace', namespace),
      ...secretStoreRefusals('store', store),
      ...(secrets.length === 0 ? [noSecrets()] : secretRefusals('secrets', secrets)),
      ...labelRefusals('labels', props.labels ?? {}),
      wholeSecondsRefusal('refreshInterval', refreshInterval),
      props.owner?.trim() === '' ? noOwner(props.owner) : undefined,
      ...(props.rotation ? rotationRefusals('rotation', props.rotation, refreshInterval) : []),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('secrets', CUSTOM_RESOURCE_API.externalSecrets));

    this.variables = secrets.map(({ variable, key }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name, key } },
    }));
    this.externalSecret = new ExternalSecret(this, 'ExternalSecret', {
      metadata: { name, namespace, labels: { ...props.labels }, ...annotationsOf(props) },
      spec: {
        refreshInterval: `${secondsOf(refreshInterval)}s`,
        secretStoreRef: { kind: store.kind, name: store.name },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...templateOf(secrets) },
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
function fetched(secrets: readonly SecretReference[]) {
  const places = secrets.flatMap((secret): [string, TemplateValue][] =>
    isTemplated(secret) ? Object.entries(secret.values) : [[secret.key, secret]],
  );
  return [...new Map(places)].map(([secretKey, { remoteKey, property }]) => ({
    secretKey,
    remoteRef: { key: remoteKey, ...(property !== undefined && { property }) },
  }));
}

/** A template makes the whole Secret, so what is used as it is stands in it too. */
function templateOf(secrets: readonly SecretReference[]) {
  if (!secrets.some(isTemplated)) return {};
  const data = secrets.map((secret) => [
    secret.key,
    isTemplated(secret) ? secret.template : `{{ index . ${JSON.stringify(secret.key)} }}`,
  ]);
  return { template: { engineVersion: 'v2' as const, data: Object.fromEntries(data) as Record<string, string> } };
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

function noOwner(value: string): Refusal {
  return {
    prop: 'owner',
    value,
    problem: 'names nobody',
    allowed: 'a team or a person',
    fix: 'name who answers for the secrets, or leave it out',
  };
}

function noSecrets(): Refusal {
  return {
    prop: 'secrets',
    problem: 'is empty, and the operator refuses an ExternalSecret without data',
    allowed: 'one secret or more',
    fix: 'name the secrets to read, or do without the construct',
  };
}
