import { Duration } from 'cdk8s';
import {
  GeneratedPassword,
  NamespacedSecretStore,
  PushedSecret,
  SecretProvider,
  SecretRef,
  SharedSecretStore,
  SyncedSecret,
} from 'seaworthy';
import type { Accepted, Refused } from './refusal-table';
import { part, type Fill } from './untyped-part';

const store = { kind: 'SecretStore', name: 'vault' };
const VAULT = { server: 'https://vault.example.com:8200', role: 'shop', serviceAccount: { name: 'reader' } };
const vault = (props: object = {}) => SecretProvider.vault({ ...VAULT, ...props });
const own = (provider: unknown): Fill => part(NamespacedSecretStore, { name: 'vault', namespace: 'shop', provider });
const shared = (props: object) =>
  part(SharedSecretStore, {
    name: 'vault',
    namespaces: ['shop'],
    provider: vault({ serviceAccount: { name: 'reader', namespace: 'platform' } }),
    ...props,
  });
const password = (props: object) =>
  part(GeneratedPassword, { name: 'db', namespace: 'shop', store, remoteKey: 'prod/orders', ...props });
const value = { key: 'password', remoteKey: 'prod/orders', property: 'password' };
const pushed = (props: object) =>
  part(PushedSecret, { name: 'db', namespace: 'shop', store, values: [value], ...props });
const synced = (secrets: unknown) => part(SyncedSecret, { name: 'api', namespace: 'shop', store, secrets });

export const REFUSED: readonly Refused<Fill>[] = [
  [
    'a Vault without TLS',
    own(vault({ server: 'http://vault' })),
    'provider.server',
    "'http://vault'",
    'https://',
    'with https',
  ],
  [
    'a Vault with a login',
    own(vault({ server: 'https://a@vault' })),
    'provider.server',
    "'https:",
    'or a user',
    'with https',
  ],
  ['a role of spaces', own(vault({ role: ' ' })), 'provider.role', undefined, 'the name of a role', 'name the role'],
  [
    'an account of another namespace',
    own(vault({ serviceAccount: { name: 'a', namespace: 'b' } })),
    'provider.serviceAccount.namespace',
    "'b'",
    'no namespace',
    'SharedSecretStore',
  ],
  ['a provider by its name', own('vault'), 'provider', undefined, 'a SecretProvider', 'make it with'],
  [
    'a region by its city',
    own(SecretProvider.awsSecretsManager({ region: 'Dublin' })),
    'provider.region',
    "'Dublin'",
    'eu-west-1',
    'not its name',
  ],
  ['a store for every namespace', shared({ namespaces: [] }), 'namespaces', undefined, 'one namespace', 'name those'],
  ['a store for a pattern', shared({ namespaces: ['shop-*'] }), 'namespaces[0]', "'shop-*'", 'lower-case', 'rename it'],
  [
    'a shared store without the place of its account',
    shared({ provider: vault() }),
    'provider.serviceAccount.namespace',
    undefined,
    'the namespace of the service account',
    'write it',
  ],
  ['a password of 8', password({ length: 8 }), 'length', '8', '22 (128 bits) to 128', 'number of characters'],
  ['a password of a fraction', password({ length: 32.5 }), 'length', '32.5', '22 (128 bits)', 'number of characters'],
  ['a password for no key', password({ remoteKey: '' }), 'remoteKey', "''", 'prod/orders', 'name it'],
  [
    'a password in a Secret',
    password({ store: { kind: 'Secret', name: 'a' } }),
    'store.kind',
    "'Secret'",
    'SecretStore',
    'one of them',
  ],
  ['nothing to bring', pushed({ values: [] }), 'values', undefined, 'one value or more', 'do without'],
  [
    'two values at one place',
    pushed({ values: [value, { ...value, key: 'b' }] }),
    'values[1].remoteKey',
    "'prod/orders'",
    'of its own',
    'another key',
  ],
  ['values merged', pushed({ existing: 'merge' }), 'existing', "'merge'", "'replace', 'keep'", 'one of them'],
  [
    'a variable with a hyphen',
    synced([SecretRef.env('API-KEY', 'a')]),
    'secrets[0].variable',
    "'API-KEY'",
    'letters',
    'rename it',
  ],
  [
    'two variables with one key',
    synced([SecretRef.env('KEY', 'a'), SecretRef.env('key', 'b')]),
    'secrets[1].variable',
    "'key'",
    'differ in more than case',
    'rename one',
  ],
];

export const ACCEPTED: readonly Accepted<Fill>[] = [
  ['a Vault without a port', own(vault({ server: 'https://vault.example.com' }))],
  ['Parameter Store in a region of the government', own(SecretProvider.awsParameterStore({ region: 'us-gov-east-1' }))],
  ['the shortest password', password({ length: 22 })],
  ['two fields of one secret', pushed({ values: [value, { ...value, key: 'user', property: 'user' }] })],
  ['values that are brought once', pushed({ refreshInterval: Duration.seconds(0) })],
  ['a variable that starts with an underscore', synced([SecretRef.env('_KEY', 'a')])],
];
