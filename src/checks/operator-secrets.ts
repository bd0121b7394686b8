import { asText, textAt } from './data';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

/** A kind whose operator makes Secrets or ConfigMaps, and their names. */
interface Maker {
  readonly group: string;
  readonly kind: string;
  readonly names: (object: RenderedObject) => readonly (string | undefined)[];
}

/** Names that start with that of the object. */
const ending =
  (...endings: readonly string[]) =>
  ({ name }: RenderedObject): string[] =>
    endings.map((end) => `${name}${end}`);

const destination = ({ spec }: RenderedObject): (string | undefined)[] => [textAt(spec, 'destination', 'name')];

/** Operators whose Secrets pods read. Keys are theirs to know. */
const SECRET_MAKERS: readonly Maker[] = [
  { group: 'cert-manager.io', kind: 'Certificate', names: ({ spec }) => [asText(spec['secretName'])] },
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    names: ({ spec, name }) => [textAt(spec, 'template', 'metadata', 'name') ?? name],
  },
  {
    group: 'postgresql.cnpg.io',
    kind: 'Cluster',
    names: ending('-app', '-superuser', '-ca', '-server', '-replication'),
  },
  { group: 'kafka.strimzi.io', kind: 'KafkaUser', names: ending('') },
  { group: 'kafka.strimzi.io', kind: 'Kafka', names: ending('-cluster-ca-cert', '-clients-ca-cert') },
  { group: 'rabbitmq.com', kind: 'RabbitmqCluster', names: ending('-default-user') },
  {
    group: 'elasticsearch.k8s.elastic.co',
    kind: 'Elasticsearch',
    names: ending('-es-elastic-user', '-es-http-certs-public'),
  },
  ...['VaultStaticSecret', 'VaultDynamicSecret', 'VaultPKISecret'].map((kind) => ({
    group: 'secrets.hashicorp.com',
    kind,
    names: destination,
  })),
];

/** A Secret that an operator will make. */
export interface MadeSecret {
  readonly namespace: string;
  readonly name: string;
}

/** The Secrets that operators will make of rendered objects. */
export function operatorSecrets(rendering: Rendering): MadeSecret[] {
  return SECRET_MAKERS.flatMap(({ group, kind, names }) =>
    rendering
      .ofKind(group, kind)
      .flatMap((object) =>
        names(object).flatMap((name) => (name === undefined ? [] : [{ namespace: object.namespace, name }])),
      ),
  );
}

/** Names of ConfigMaps that trust-manager will put into every namespace: one for each bundle. */
export function bundleConfigMaps(rendering: Rendering): readonly string[] {
  return rendering.ofKind('trust.cert-manager.io', 'Bundle').map(({ name }) => name);
}
