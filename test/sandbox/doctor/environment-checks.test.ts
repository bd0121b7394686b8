import {
  certificates,
  controlPlane,
  kubeconfig,
  passphrase,
  ports,
  state,
  type ProcessHealth,
} from '../../../sandbox/doctor/environment-checks';
import { bad, good, lineOf } from '../../../sandbox/doctor/finding';

const etcd: ProcessHealth = { name: 'etcd', pid: 7, log: '/logs/etcd.log', alive: true, healthy: true };

test('a control plane that does not run is no fault', () => {
  expect(controlPlane('dev', []).verdict).toBe('note');
  expect(controlPlane('dev', [etcd]).verdict).toBe('good');
});

test('a process that has ended is named with its log, and a start is the answer', () => {
  expect(controlPlane('dev', [etcd, { ...etcd, name: 'kwok', pid: 8, alive: false, healthy: false }])).toMatchObject({
    verdict: 'bad',
    told: 'kwok (process 8) has ended, log /logs/etcd.log',
    fix: expect.stringContaining("Run 'make up ENV=dev'") as string,
  });
});

test('a process that runs and does not answer needs a stop first', () => {
  expect(controlPlane('dev', [{ ...etcd, healthy: false }])).toMatchObject({
    verdict: 'bad',
    told: 'etcd (process 7) is not healthy, log /logs/etcd.log',
    fix: expect.stringContaining('make down ENV=dev') as string,
  });
});

test('busy ports say by whom', () => {
  expect(ports('dev', 26440, undefined).verdict).toBe('good');
  expect(ports('dev', 26440, 'Port 26440 (API server) is in use by process 9.')).toMatchObject({
    verdict: 'bad',
    told: 'Port 26440 (API server) is in use by process 9.',
    fix: expect.stringContaining('PORTS=') as string,
  });
});

test('certificates that are not valid are named with what is wrong', () => {
  expect(certificates('dev', new Map([['ca.crt', 'valid']])).verdict).toBe('good');
  const found = certificates(
    'dev',
    new Map([
      ['ca.crt', 'valid'],
      ['api.crt', 'not valid yet'],
    ]),
  );
  expect(found).toMatchObject({
    verdict: 'bad',
    told: 'api.crt: not valid yet',
    fix: expect.stringContaining('clock') as string,
  });
});

describe('a state', () => {
  const text = (latest: object): string => JSON.stringify({ version: 3, checkpoint: { latest } });

  test('that is whole is told by its resources', () => {
    expect(state('dev', 's.json', text({ resources: [{}, {}] }))).toMatchObject({
      verdict: 'good',
      told: '2 resources',
    });
  });

  test('of one system is told with its stack, and mended with its own command', () => {
    expect(state('dev', 'state/dev-mimir.json', '{}')).toMatchObject({
      check: 'dev: state of dev-mimir',
      fix: expect.stringContaining("'make up ENV=dev SYSTEM=mimir'") as string,
    });
  });

  test('with interrupted operations is no fault: the next run resolves them', () => {
    expect(state('dev', 's.json', text({ resources: [], pending_operations: [{}] })).verdict).toBe('note');
  });

  test.each(['', '{"version":3,"checkp', '{}', 'null'])('that is damaged (%p) is a fault with its file', (damaged) => {
    expect(state('dev', 's.json', damaged)).toMatchObject({
      verdict: 'bad',
      told: expect.stringMatching(/^s\.json is /) as string,
    });
  });
});

test('a passphrase that is gone or does not fit is a fault with its file', () => {
  expect(passphrase('dev', 'p', true).verdict).toBe('good');
  expect(passphrase('dev', 'p', false).told).toBe('p does not open the state');
  expect(passphrase('dev', 'p', undefined).told).toBe('p is gone');
});

test('a kubeconfig must be there and name the server', () => {
  const server = 'https://127.0.0.1:26440';
  expect(kubeconfig('dev', 'k', `server: ${server}\n`, server).verdict).toBe('good');
  expect(kubeconfig('dev', 'k', 'server: https://127.0.0.1:1', server).told).toBe(`k does not name ${server}`);
  expect(kubeconfig('dev', 'k', undefined, server).told).toBe('k is gone');
});

test('a finding is a line, and a fault has its fix below', () => {
  expect(lineOf(good('build', 'as the sources'))).toBe('ok    build                   as the sources');
  expect(
    lineOf(bad('build', 'old', 'Build.'))
      .split('\n')
      .map((line) => line.trim()),
  ).toEqual(['BAD   build                   old', 'fix: Build.']);
});
