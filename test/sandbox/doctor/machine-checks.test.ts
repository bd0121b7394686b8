import { cacheFolder, diskSpace, goVersion, nodeVersion, program } from '../../../sandbox/doctor/machine-checks';

test.each([
  ['20.0.0', 'good'],
  ['24.1.0', 'good'],
  ['18.20.4', 'bad'],
  ['9.0.0', 'bad'],
])('Node.js %s is %s', (version, verdict) => {
  expect(nodeVersion(version).verdict).toBe(verdict);
});

test.each([
  ['go1.26.0', '1.26', 'good'],
  ['go1.27rc1', '1.26', 'good'],
  ['go2.0', '1.26', 'good'],
  ['devel go1.27-abcdef', '1.26', 'good'],
  ['go1.9', '1.26', 'bad'],
  ['go1.25.9', '1.26', 'bad'],
  ['', '1.26', 'bad'],
])('%s where %s is needed is %s', (answer, oldest, verdict) => {
  expect(goVersion(answer, oldest, true).verdict).toBe(verdict);
});

test('an old Go is no fault where nothing is to be built', () => {
  expect(goVersion('go1.9', '1.26', false).verdict).toBe('note');
});

test('a missing program is a fault where it is needed, and says how to get it', () => {
  expect(program('go', undefined, true)).toMatchObject({
    verdict: 'bad',
    fix: expect.stringContaining('https://go.dev') as string,
  });
  expect(program('go', undefined, false).verdict).toBe('note');
  expect(program('go', '/opt/go/bin/go', true)).toMatchObject({ verdict: 'good', told: '/opt/go/bin/go' });
});

test('a disk with less than 100 MiB is a fault, with folder and number', () => {
  expect(diskSpace('state', '/data', 99)).toMatchObject({ verdict: 'bad', told: '/data has 99 MiB left' });
  expect(diskSpace('state', '/data', 100).verdict).toBe('good');
});

test('a cache that cannot be written says why', () => {
  expect(cacheFolder('/c', 'EACCES: permission denied').told).toBe('/c cannot be written: EACCES: permission denied');
  expect(cacheFolder('/c', undefined).verdict).toBe('good');
});
