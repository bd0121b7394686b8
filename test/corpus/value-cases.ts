import { App, Chart } from 'cdk8s';
import {
  capabilities,
  declareEnvironment,
  External,
  Percent,
  PostgresEndpoint,
  RedisEndpoint,
  SecretRef,
} from 'seaworthy';
import { check } from 'seaworthy/checks';
import { render, synth } from 'seaworthy/synth';
import type { Accepted, Refused } from './refusal-table';

/** A call as JavaScript may write it: its arguments have no types. */
type Call = () => unknown;
type Untyped = (...args: readonly unknown[]) => unknown;

/** A function without its types. */
const untyped = (given: unknown): Untyped => given as Untyped;
const postgres = untyped(PostgresEndpoint.of);
const pods = untyped(External.pods);
const https = untyped(External.https);
const offers = untyped(capabilities);

const managed = { name: 'orders', host: 'db.example.com', cidrs: ['10.0.0.0/16'] };
const inside = { name: 'orders', host: 'postgresql.data', namespace: 'data', podLabels: { app: 'postgresql' } };
const CIDR = 'CIDR notation';
const cidr =
  (range: unknown): Call =>
  () =>
    postgres({ ...managed, cidrs: [range] });
const now = new Date('2027-01-01');
const soundWaiver = { rule: 'service-port', reason: 'x', owner: 'team-shop', until: '2027-03-31' };
const waive =
  (waiver: unknown): Call =>
  () =>
    untyped(check)({ objects: [] }, { waivers: [waiver], now });
const rendering =
  (options: unknown): Call =>
  () =>
    untyped(render)(new App(), options);
const writing =
  (options: unknown): Call =>
  () =>
    untyped(synth)(new App(), options);
const environment = { name: 'prod', region: 'eu-west-1', capabilities: capabilities() };

export const REFUSED: readonly Refused<Call>[] = [
  ['a percentage over 100', () => Percent.of(101), 'percent', '101', '0 to 100', 'write 70 for 70 %'],
  ['a negative percentage', () => Percent.of(-1), 'percent', '-1', '0 to 100', 'write 70 for 70 %'],
  ['a percentage of no number', () => Percent.of(NaN), 'percent', 'NaN', '0 to 100', 'write 70 for 70 %'],
  [
    'a percentage as text',
    () => untyped((value: number) => Percent.of(value))('70'),
    'percent',
    '70',
    '0 to 100',
    'write 70 for 70 %',
  ],
  [
    'a secret without variable',
    () => untyped(SecretRef.env)(undefined, 'k'),
    'variable',
    undefined,
    'a text',
    'in quotes',
  ],

  ['an endpoint of nothing', () => postgres(null), 'props', undefined, 'an object with name', 'write an object'],
  [
    'an endpoint without host',
    () => postgres({ ...managed, host: undefined }),
    'host',
    undefined,
    'a text',
    'in quotes',
  ],
  [
    'an endpoint nowhere',
    () => postgres({ name: 'orders', host: 'db' }),
    'namespace',
    undefined,
    'a text',
    'in quotes',
  ],
  [
    'an endpoint in two places',
    () => postgres({ ...managed, ...inside }),
    'cidrs',
    undefined,
    'outside the cluster',
    'remove',
  ],
  [
    'a URL as a host',
    () => postgres({ ...managed, host: 'postgres://db' }),
    'host',
    "'postgres://db'",
    'a DNS name',
    'without scheme',
  ],
  [
    'a host with a port',
    () => postgres({ ...managed, host: 'db:5432' }),
    'host',
    "'db:5432'",
    'a DNS name',
    'port and path',
  ],
  ['an empty host', () => postgres({ ...managed, host: '' }), 'host', "''", 'a DNS name', 'write the host alone'],
  ['a port as text', () => postgres({ ...managed, port: '5432' }), 'port', undefined, 'a number', 'without quotes'],
  [
    'a port out of range',
    () => RedisEndpoint.of({ ...managed, port: 70000 }),
    'port',
    '70000',
    '1 to 65535',
    'listens on',
  ],
  ['ranges as text', () => postgres({ ...managed, cidrs: '10.0.0.0/8' }), 'cidrs', undefined, 'a list', '[...]'],
  [
    'no ranges',
    () => postgres({ ...managed, cidrs: [] }),
    'cidrs',
    undefined,
    'one range of addresses or more',
    'subnets',
  ],
  ['null as a range', cidr(null), 'cidrs[0]', undefined, 'a text', 'in quotes'],
  ['host bits in a range', cidr('10.1.2.3/8'), 'cidrs[0]', "'10.1.2.3/8'", '10.0.0.0/8', 'the one that is meant'],
  [
    'host bits in an IPv6 range',
    cidr('2001:db8::1/32'),
    'cidrs[0]',
    "'2001:db8::1/32'",
    '2001:db8::/32',
    'the one that is meant',
  ],
  ['leading zeros in a range', cidr('010.0.0.0/8'), 'cidrs[0]', "'010.0.0.0/8'", CIDR, 'length of its prefix'],
  ['a leading zero in a prefix', cidr('10.0.0.0/08'), 'cidrs[0]', "'10.0.0.0/08'", CIDR, 'length of its prefix'],
  ['a disguised whole network', cidr('0.0.0.0/00'), 'cidrs[0]', "'0.0.0.0/00'", CIDR, 'length of its prefix'],
  ['the whole IPv6 network', cidr('::/0'), 'cidrs[0]', "'::/0'", 'the ranges that the other end', 'name them'],
  ['a prefix of 33', cidr('10.0.0.0/33'), 'cidrs[0]', "'10.0.0.0/33'", CIDR, 'length of its prefix'],
  ['IPv4 inside IPv6', cidr('::ffff:10.0.0.0/104'), 'cidrs[0]', "'::ffff:10.0.0.0/104'", CIDR, 'length of its prefix'],
  ['an address with a zone', cidr('fe80::%eth0/64'), 'cidrs[0]', "'fe80::%eth0/64'", CIDR, 'length of its prefix'],
  ['full-width digits', cidr('１０.0.0.0/8'), 'cidrs[0]', "'１０.0.0.0/8'", CIDR, 'length of its prefix'],
  [
    'a namespace in capitals',
    () => postgres({ ...inside, namespace: 'Data' }),
    'namespace',
    "'Data'",
    'lower-case',
    'rename it',
  ],
  [
    'pods by no label',
    () => postgres({ ...inside, podLabels: {} }),
    'podLabels',
    undefined,
    'one label or more',
    'only these pods',
  ],

  ['pods without place', () => pods('gateway'), 'namespace', undefined, 'a text', 'in quotes'],
  [
    'labels as text',
    () => pods('g', { namespace: 'g', podLabels: 'app=g' }),
    'podLabels',
    undefined,
    'names with texts',
    'object',
  ],
  [
    'a number as a label',
    () => pods('g', { namespace: 'g', podLabels: { app: 1 } }),
    'podLabels.app',
    undefined,
    'a text',
    'in quotes',
  ],
  [
    'a label with a space',
    () => pods('g', { namespace: 'g', podLabels: { app: 'a b' } }),
    'podLabels.app',
    "'a b'",
    'at most 63',
    'rename it',
  ],
  [
    'a label with two slashes',
    () => pods('g', { namespace: 'g', podLabels: { 'a/b/c': 'd' } }),
    'podLabels.a/b/c',
    undefined,
    'an optional DNS name',
    'rename it',
  ],
  [
    'a label of 64 characters',
    () => pods('g', { namespace: 'g', podLabels: { app: 'a'.repeat(64) } }),
    'podLabels.app',
    undefined,
    'at most 63',
    'shorten',
  ],
  [
    'port 0',
    () => pods('g', { namespace: 'g', podLabels: { app: 'g' }, ports: [{ port: 0 }] }),
    'ports[0].port',
    '0',
    '1 to 65535',
    'listens on',
  ],
  [
    'a protocol in small letters',
    () => pods('g', { namespace: 'g', podLabels: { app: 'g' }, ports: [{ port: 1, protocol: 'tcp' }] }),
    'ports[0].protocol',
    "'tcp'",
    'TCP, UDP, SCTP',
    'in capitals',
  ],
  [
    'ports as numbers',
    () => pods('g', { namespace: 'g', podLabels: { app: 'g' }, ports: [80] }),
    'ports[0]',
    undefined,
    'an object with',
    'write an object',
  ],
  [
    'an empty list of ranges of a host',
    () => https('hooks.example.com', { cidrs: [] }),
    'cidrs',
    undefined,
    'one range of addresses or more',
    'name the subnets',
  ],
  [
    'an address in place of a name',
    () => https('192.0.2.7', {}),
    'host',
    "'192.0.2.7'",
    'a DNS name, or the address with cidrs',
    "{ cidrs: ['192.0.2.7/32'] }",
  ],
  [
    'a wildcard with addresses',
    () => https('*.example.com', { cidrs: ['192.0.2.0/24'] }),
    'host',
    "'*.example.com'",
    'a DNS name',
    'write the host alone',
  ],
  [
    'a URL as an external host',
    () => https('https://x.io', { cidrs: ['10.0.0.0/8'] }),
    'host',
    "'https://x.io'",
    'a DNS name',
    'scheme',
  ],

  ['a version as a number', () => offers({ kubernetes: 1.3 }), 'kubernetes', undefined, 'a text', "in quotes: '1."],
  [
    'a version with a patch',
    () => offers({ kubernetes: '1.36.3' }),
    'kubernetes',
    "'1.36.3'",
    '1.x',
    "API server's version",
  ],
  [
    'a version with a letter',
    () => offers({ kubernetes: 'v1.36' }),
    'kubernetes',
    "'v1.36'",
    '1.x',
    "API server's version",
  ],
  [
    'resources as text',
    () => offers({ customResources: 'keda.sh/v1' }),
    'customResources',
    undefined,
    'a list',
    '[...]',
  ],
  [
    'resources without version',
    () => offers({ customResources: ['keda.sh'] }),
    'customResources[0]',
    "'keda.sh'",
    'group/version',
    'write both',
  ],
  [
    'a policy as text',
    () => offers({ networkPolicy: 'yes' }),
    'networkPolicy',
    undefined,
    'true or false',
    'without quotes',
  ],
  ['no DNS', () => offers({ dns: [] }), 'dns', undefined, 'one place or more', 'name the pods'],
  [
    'DNS at a bad address',
    () => offers({ dns: [{ cidr: '169.254.20.10' }] }),
    'dns[0].cidr',
    "'169.254.20.10'",
    CIDR,
    'prefix',
  ],
  [
    'a DNS cache with a prefix',
    () => offers({ nodeLocalDns: '169.254.20.10/32' }),
    'nodeLocalDns',
    "'169.254.20.10/32'",
    'the address on which the cache answers',
    'without port and prefix',
  ],
  [
    'the metadata of instances as DNS',
    () => offers({ dns: [{ cidr: '169.254.169.254/32' }] }),
    'dns[0].cidr',
    "'169.254.169.254/32'",
    'single link-local addresses',
    'an identity of their own',
  ],
  [
    'capabilities that are none',
    () => untyped(declareEnvironment)(new App(), { ...environment, capabilities: 'all' }),
    'capabilities',
    undefined,
    'Capabilities',
    'capabilities({ ... })',
  ],
  [
    'an App with children',
    () => {
      const app = new App();
      new Chart(app, 'shop');
      declareEnvironment(app, environment);
    },
    "declareEnvironment: the App has 'shop'",
    'in',
    'without children',
    'before anything',
  ],

  [
    'an unknown rule',
    waive({ ...soundWaiver, rule: 'service-prt' }),
    'waivers[0].rule',
    "'service-prt'",
    'service-port',
    'correct',
  ],
  [
    'a waiver without reason',
    waive({ ...soundWaiver, reason: undefined }),
    'waivers[0].reason',
    undefined,
    'a text',
    'in quotes',
  ],
  [
    'a reason of spaces',
    waive({ ...soundWaiver, reason: ' ' }),
    'waivers[0].reason',
    'is empty',
    'a sentence',
    'say why',
  ],
  [
    'an owner of nothing',
    waive({ ...soundWaiver, owner: '' }),
    'waivers[0].owner',
    'is empty',
    'a team',
    'who is asked',
  ],
  [
    'a day that there is not',
    waive({ ...soundWaiver, until: '2027-02-30' }),
    'waivers[0].until',
    "'2027-02-30'",
    '2027-03-31',
    'last day',
  ],
  [
    'a day in words',
    waive({ ...soundWaiver, until: 'next year' }),
    'waivers[0].until',
    "'next year'",
    '2027-03-31',
    'last day',
  ],
  [
    'a time as its day',
    waive({ ...soundWaiver, until: '2027-03-31T00:00:00Z' }),
    'waivers[0].until',
    "'2027",
    '2027-03-31',
    'day',
  ],
  ['a rule alone', waive('service-port'), 'waivers[0]', undefined, 'an object with rule', 'write an object'],
  ['an empty path', waive({ ...soundWaiver, path: '' }), 'waivers[0].path', "''", 'shop/api', 'leave it out'],
  [
    'a path with a slash at its end',
    waive({ ...soundWaiver, path: 'shop/' }),
    'waivers[0].path',
    "'shop/'",
    'shop/api',
    'correct it',
  ],
  [
    'waivers at no time',
    () => check({ objects: [] }, { waivers: [soundWaiver] }),
    'now',
    undefined,
    'a Date',
    'the current Date',
  ],
  [
    'a time as text',
    () => untyped(check)({ objects: [] }, { now: '2027-01-01' }),
    'now',
    undefined,
    'a Date',
    'new Date',
  ],
  ['checks as true', rendering({ checks: true }), 'checks', undefined, 'or false for none', 'leave it out'],
  ['waivers as one', rendering({ checks: { waivers: {} } }), 'checks.waivers', undefined, 'a list', '[...]'],
  ['kinds as text', rendering({ clusterScoped: 'a.b/C' }), 'clusterScoped', undefined, 'a list', '[...]'],
  [
    'a kind without group',
    rendering({ clusterScoped: ['Widget'] }),
    'clusterScoped[0]',
    "'Widget'",
    'group/Kind',
    'the API group',
  ],
  [
    'a kind with a version',
    rendering({ clusterScoped: ['a.b/v1/C'] }),
    'clusterScoped[0]',
    "'a.b/v1/C'",
    'group/Kind',
    'without its version',
  ],
  ['no folder', writing({}), 'outdir', undefined, 'a text', 'in quotes'],
  ['an empty folder name', writing({ outdir: '' }), 'outdir names', 'no folder', 'a path', 'write one'],
  ['a folder with NUL', writing({ outdir: 'a\0b' }), 'outdir names', 'no folder', 'a path', 'write one'],
  ['a file as a folder', writing({ outdir: __filename }), __filename, 'is a file', 'a folder', 'choose another outdir'],
];

export const ACCEPTED: readonly Accepted<Call>[] = [
  ['nothing in percent', () => Percent.of(0)],
  ['everything in percent', () => Percent.of(100)],
  ['an address as a host', () => postgres({ ...managed, host: '10.0.0.7' })],
  ['an IPv6 address as a host', () => postgres({ ...managed, host: '2001:db8::7' })],
  ['one address', cidr('10.1.2.3/32')],
  ['one IPv6 address', cidr('2001:db8::1/128')],
  ['half of the network', cidr('128.0.0.0/1')],
  ['a prefix within a group', cidr('2001:db8:8000::/33')],
  ['IPv6 in capitals', cidr('2001:DB8::/32')],
  ['a name with spaces, for people', () => postgres({ ...managed, name: 'orders (PostgreSQL) – main' })],
  ['a label without value', () => pods('g', { namespace: 'g', podLabels: { gateway: '' } })],
  ['a label with a DNS name', () => pods('g', { namespace: 'g', podLabels: { 'a.b-c.io/D_e.f': 'G' } })],
  ['a caller without ports', () => pods('g', { namespace: 'g', podLabels: { app: 'g' }, ports: [] })],
  ['an old cluster', () => offers({ kubernetes: '1.19' })],
  ['a beta of custom resources', () => offers({ customResources: ['a.b.io/v1beta1'] })],
  ['DNS at an address', () => offers({ dns: [{ cidr: '169.254.20.10/32' }] })],
  ['a kind of the core group', rendering({ clusterScoped: ['/Widget'] })],
  ['no checks', rendering({ checks: false })],
  ['a waiver of a chart', waive({ ...soundWaiver, path: 'shop' })],
  ['an App without objects', rendering({})],
];
