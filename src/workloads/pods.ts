import { Chart, type ApiObject, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandKubernetes } from '../core/demand';
import { environmentOf } from '../core/environment';
import { selectorLabels, workloadLabels, type Labels } from '../core/labels';
import { meshMode } from '../core/mesh';
import { volumeName, type Mount } from '../core/mount';
import { defaultName } from '../core/names';
import type { Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { allRefusals, refuse, type Refusal } from '../core/refusal';
import { sleepName } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import type { PodSet } from '../core/workload';
import { ConfigMap } from '../kinds/core';
import { ServiceAccount } from '../kinds/service-account';
import { SyncedSecret } from '../parts/secrets/synced-secret';
import type { SecretWords } from '../parts/secrets/synced-secret-refusals';
import type { PodTemplate } from './container';
import type { PodProps } from './pod-props';
import { podRefusals } from './pod-refusals';
import { podTemplate, type PodKind } from './pod-template';
import { configMapName } from './pod-volumes';

/** What a kind of workload adds to the judgement of its pods. */
export interface PodJudgement {
  readonly refusals?: (name: string) => readonly Refusal[];
  /** Further folders of the main container. */
  readonly mounts?: readonly Mount[];
}

const NATIVE_SIDECARS = demandKubernetes('sidecars', 29);

/** What workloads call the props of their Secret. */
const SECRET_WORDS: SecretWords = {
  store: 'secretStore',
  secrets: 'secrets',
  owner: 'secretOwner',
  rotation: 'secretRotation',
  refreshInterval: 'secretRefreshInterval',
};

/**
 * The pods of a workload, and what they need beside their controller: an identity, secrets, config files. All kinds of
 * workloads are made of it; its objects are children of the workload itself.
 */
export class Pods implements PodSet {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;
  /** The container that does the work, where there are others beside it: sidecars, or the proxy of a mesh. */
  public readonly mainContainer?: string;

  public readonly serviceAccount: ServiceAccount;
  /** Fills the Secret of the pods. None when they have no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];

  readonly #props: PodProps;
  readonly #kind: PodKind;

  /** `ports` are those that others may call; `kind` knows those that the container has. */
  public constructor(
    workload: Construct,
    props: PodProps,
    kind: PodKind & { readonly callable?: readonly Port[] },
    judgement: PodJudgement = {},
  ) {
    this.#props = props;
    this.#kind = kind;
    this.name = props.name ?? defaultName(workload);
    this.namespace = props.namespace ?? Chart.of(workload).namespace ?? '';
    const partOf = props.partOf ?? Chart.of(workload).node.id;
    this.labels = workloadLabels(this.name, partOf);
    this.selector = selectorLabels(this.name);
    this.peers = [{ namespace: this.namespace, labels: this.selector }];
    this.ports = kind.callable ?? [];
    this.gracePeriod = kind.shutdown.gracePeriod;
    this.runsAs = { namespace: this.namespace, name: this.name };
    const proxied = meshMode(environmentOf(workload)?.capabilities.mesh, this.namespace) === 'sidecar';
    if (proxied || props.sidecars?.length) this.mainContainer = this.name;
    const identity = { name: this.name, namespace: this.namespace, partOf };
    refuse(workload, allRefusals(podRefusals(identity, props, judgement.mounts), judgement.refusals?.(this.name)));
    if (secondsOf(kind.shutdown.preStopSleep) > 0)
      demand(workload, demandKubernetes(`shutdown.${sleepName(kind.shutdown)}`, 30));
    if (props.sidecars && props.sidecars.length > 0) demand(workload, NATIVE_SIDECARS);

    this.serviceAccount = new ServiceAccount(workload, 'ServiceAccount', { metadata: this.metadata });
    this.secret = this.#secret(workload);
    this.configMaps = this.#configMaps(workload);
  }

  /** Metadata of the workload's objects. */
  public get metadata() {
    return { name: this.name, namespace: this.namespace, labels: { ...this.labels } };
  }

  /** The template that a controller makes them from. */
  public template(): PodTemplate {
    return podTemplate(this, this.#props, this.secret?.variables ?? [], this.#kind);
  }

  /** Lets the pods of a controller start again when secrets change that are rotated: they are read once. */
  public followSecrets(controller: ApiObject): void {
    if (this.#props.secretRotation) this.secret?.restarts(controller);
  }

  #secret(workload: Construct): SyncedSecret | undefined {
    const { secrets = [], secretStore, secretOwner, secretRotation, secretRefreshInterval } = this.#props;
    if (secrets.length === 0 || !secretStore) return undefined;
    const props = {
      name: `${this.name}-secrets`,
      namespace: this.namespace,
      labels: this.labels,
      store: secretStore,
      secrets,
      owner: secretOwner,
      rotation: secretRotation,
      refreshInterval: secretRefreshInterval,
    };
    return new SyncedSecret(workload, 'Secret', props, { construct: workload, words: SECRET_WORDS });
  }

  #configMaps(workload: Construct): ApiObject[] {
    const { configFiles = [] } = this.#props;
    if (configFiles.length === 0) return [];
    const scope = new Construct(workload, 'ConfigFiles');
    // two folders of one name are refused: the first is enough to go on
    const folders = new Map(configFiles.map((files) => [volumeName(files.directory), files]));
    return [...folders].map(
      ([folder, files]) =>
        new ConfigMap(scope, folder || 'root', {
          metadata: { ...this.metadata, name: configMapName(this.name, files) },
          data: { ...files.files },
        }),
    );
  }
}
