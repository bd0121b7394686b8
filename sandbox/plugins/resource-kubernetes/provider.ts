import type { IResourceProviderServer } from '@pulumi/pulumi/proto/provider_grpc_pb';
import {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  GetSchemaResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Engine, SILENT, type Log } from '../protocol/engine';
import { fromStruct, revealedObject, toStruct } from '../protocol/property-map';
import { method } from '../protocol/serve';
import { STAND_IN_NOTICE, VERSION } from './about';
import { openCluster, type Cluster } from './cluster';
import { configuration, configurationFailures, type Configuration } from './configuration';
import { configurationDiff } from './configuration-diff';
import { diffMessage, failureMessage, proposedName, providerArguments } from './messages';
import { check } from './operations/check';
import { create, createPreview } from './operations/create';
import { diff } from './operations/diff';
import { read } from './operations/read';
import { remove } from './operations/remove';
import { replacingUnready } from './operations/replace-unready';
import { update, updatePreview } from './operations/update';
import { identityOf, isList, objectType } from './resource-type';

/** The methods of a provider that the engine calls for resources of API objects. */
export type KubernetesProvider = Pick<
  IResourceProviderServer,
  | 'handshake'
  | 'getPluginInfo'
  | 'getSchema'
  | 'checkConfig'
  | 'diffConfig'
  | 'configure'
  | 'check'
  | 'diff'
  | 'create'
  | 'read'
  | 'update'
  | 'delete'
  | 'cancel'
  | 'attach'
>;

/** A cluster that cannot be used: previews go on without it, everything else fails with the reason. */
interface Unreachable {
  readonly unreachable: string;
}

/** Said where an object that cannot be reached stands in the way: the way of the real provider to forget it. */
const FORGET = '; if the cluster was deleted, run again with PULUMI_K8S_DELETE_UNREACHABLE=true to forget its objects';

/** Makes the provider's methods. */
export function kubernetesProvider(engine: string | undefined): KubernetesProvider {
  let log: Log = engine === undefined ? SILENT : new Engine(engine);
  let settings: Configuration = configuration({}, process.env);
  let cluster: Cluster | Unreachable = { unreachable: 'the provider is not configured' };
  const cancellation = new AbortController();

  /** The cluster, for an operation that cannot do without. `remedy` is what helps where the cluster is gone for good. */
  const reached = (remedy = ''): Cluster => {
    if ('unreachable' in cluster)
      throw new Error(`configured Kubernetes cluster is unreachable: ${cluster.unreachable}${remedy}`);
    return cluster;
  };

  return {
    handshake: method((request) => {
      log = new Engine(request.getEngineAddress());
      return new ProviderHandshakeResponse().setAcceptSecrets(true).setSupportsAutonamingConfiguration(true);
    }),
    attach: method((request) => {
      log = new Engine(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: method(() => new PluginInfo().setVersion(VERSION)),
    getSchema: method(() =>
      new GetSchemaResponse().setSchema(JSON.stringify({ name: 'kubernetes', version: VERSION })),
    ),
    checkConfig: method((request) => {
      const news = fromStruct(request.getNews());
      const failures = configurationFailures(revealedObject(news));
      return new CheckResponse().setInputs(toStruct(news)).setFailuresList(failures.map(failureMessage));
    }),
    diffConfig: method(async (request) => {
      const olds = revealedObject(fromStruct(request.getOldInputs() ?? request.getOlds()));
      const result = await configurationDiff(olds, revealedObject(fromStruct(request.getNews())), process.env);
      return diffMessage({ ...result, deleteBeforeReplace: false });
    }),
    configure: method(async (request) => {
      log.info(STAND_IN_NOTICE);
      settings = configuration(providerArguments(request), process.env);
      try {
        cluster = await openCluster(settings, log, cancellation.signal);
      } catch (error) {
        cluster = { unreachable: error instanceof Error ? error.message : String(error) };
        log.warn(`configured Kubernetes cluster is unreachable: ${cluster.unreachable}`);
      }
      return new ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(false)
        .setAcceptoutputs(false)
        .setSupportsAutonamingConfiguration(true);
    }),
    check: method(async (request) => {
      const resource = identityOf(request.getUrn());
      const type = objectType(resource.token);
      if (isList(type)) {
        throw new Error(`${type.kind} cannot be created: it is a list; create its items as resources of their own`);
      }
      // a kind that is not known yet is taken for one that lives in namespaces, as most do
      const collection = 'unreachable' in cluster ? undefined : await cluster.objects.collection(type);
      const namespace = 'unreachable' in cluster ? settings.namespace : cluster.namespace;
      const result = check({
        resource,
        olds: fromStruct(request.getOlds()),
        news: fromStruct(request.getNews()),
        seed: request.getRandomseed_asU8(),
        proposedName: proposedName(request),
        namespace: collection?.namespaced === false ? undefined : namespace,
      });
      return new CheckResponse()
        .setInputs(toStruct(result.inputs))
        .setFailuresList(result.failures.map(failureMessage));
    }),
    diff: method(async (request) => {
      const news = fromStruct(request.getNews());
      const [olds, oldInputs] = [fromStruct(request.getOlds()), fromStruct(request.getOldInputs())];
      if ('unreachable' in cluster) return diffMessage(diff(olds, oldInputs, news, settings));
      const collection = await cluster.objects.collection(objectType(identityOf(request.getUrn()).token));
      const result = diff(olds, oldInputs, news, { ...settings, ofCluster: collection?.namespaced === false });
      return diffMessage(await replacingUnready(result, cluster, request.getUrn(), news));
    }),
    create: method(async (request) => {
      const inputs = fromStruct(request.getProperties());
      const input = { urn: request.getUrn(), inputs, timeout: request.getTimeout() };
      if (request.getPreview() && 'unreachable' in cluster) return new CreateResponse().setProperties(toStruct(inputs));
      const made = await (request.getPreview() ? createPreview : create)(reached(), input);
      return new CreateResponse().setId(made.id).setProperties(toStruct(made.state));
    }),
    read: method(async (request) => {
      if ('unreachable' in cluster && settings.deleteUnreachable) return new ReadResponse();
      if ('unreachable' in cluster && settings.skipUpdateUnreachable) {
        return new ReadResponse()
          .setId(request.getId())
          .setProperties(request.getProperties())
          .setInputs(request.getInputs());
      }
      const seen = await read(reached(FORGET), {
        urn: request.getUrn(),
        id: request.getId(),
        olds: fromStruct(request.getProperties()),
        inputs: fromStruct(request.getInputs()),
      });
      if (seen === undefined) return new ReadResponse();
      return new ReadResponse().setId(seen.id).setProperties(toStruct(seen.state)).setInputs(toStruct(seen.inputs));
    }),
    update: method(async (request) => {
      const inputs = fromStruct(request.getNews());
      if ('unreachable' in cluster && settings.skipUpdateUnreachable) {
        return new UpdateResponse().setProperties(request.getOlds());
      }
      if (request.getPreview() && 'unreachable' in cluster) return new UpdateResponse().setProperties(toStruct(inputs));
      const state = await (request.getPreview() ? updatePreview : update)(reached(), {
        urn: request.getUrn(),
        id: request.getId(),
        olds: fromStruct(request.getOlds()),
        inputs,
        ignoreChanges: request.getIgnorechangesList(),
        timeout: request.getTimeout(),
      });
      return new UpdateResponse().setProperties(toStruct(state));
    }),
    delete: method(async (request) => {
      if ('unreachable' in cluster && settings.deleteUnreachable) return new Empty();
      const olds = fromStruct(request.getProperties());
      await remove(reached(FORGET), { urn: request.getUrn(), olds, timeout: request.getTimeout() });
      return new Empty();
    }),
    cancel: method(() => {
      cancellation.abort();
      return new Empty();
    }),
  };
}
