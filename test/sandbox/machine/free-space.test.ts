import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeMebibytes, fullDiskNote } from '../../../sandbox/machine/free-space';

test.each([
  'ENOSPC: no space left on device, write',
  'error: write /state/a.json.tmp: no space left on device',
  'EDQUOT: disk quota exceeded, open',
])('%s is told as a full disk, with what to do', (failure) => {
  expect(fullDiskNote(failure, new Map([['/state', 5000]]))).toBe(
    'A disk is full, or its quota is used up.\nFree some space, then run the same command again: it goes on from what is there.',
  );
});

test('a failure that says nothing of disks is told beside a disk that is nearly full, with folder and number', () => {
  expect(
    fullDiskNote(
      'etcd ended',
      new Map([
        ['/state', 99],
        ['/cache', 100],
      ]),
    ),
  ).toContain('A disk is nearly full: /state has 99 MiB left.\n');
});

test('nothing is told where there is room', () => {
  expect(fullDiskNote('etcd ended', new Map([['/state', 100]]))).toBeUndefined();
});

test('the room of a folder that is not there yet is that of the folder above', () => {
  expect(freeMebibytes(join(tmpdir(), 'not-there', 'yet'))).toBeGreaterThan(0);
});
