import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerAt } from '../../../sandbox/conformance/provider-under-test';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-provider-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (text: string, mode = 0o755): string => {
  const file = join(folder, 'pulumi-resource-kubernetes');
  writeFileSync(file, text, { mode });
  return file;
};

test.each([
  ['a path that leads nowhere', () => join(folder, 'nothing'), 'does not exist'],
  ['a folder', () => folder, 'is no file'],
  ['a file that is not executable', () => program('#!/bin/sh\n', 0o644), "cannot be executed ('chmod +x' allows it)"],
  ['a file that the system cannot start', () => program('#!/no/such/shell\n'), 'cannot be started: '],
  [
    'a program that fails',
    () => program('#!/bin/sh\necho no cluster >&2; exit 3\n'),
    'is no provider: it ended with 3 without a port: no cluster',
  ],
  ['a program that ends well', () => program('#!/bin/sh\n'), 'is no provider: it ended with 0 without a port'],
  [
    'a program that prints something else',
    () => program('#!/bin/sh\necho Usage: demo; sleep 60\n'),
    "is no provider: it printed 'Usage: demo' in place of its port",
  ],
  [
    'a program that prints a port and does not serve it',
    () => program('#!/bin/sh\necho 1; sleep 60\n'),
    'is no provider: it does not answer on its port 1: ',
  ],
])('rejects %s, with what would be right', async (_, path, problem) => {
  const given = path();
  const refused = providerAt(given).catch((error: unknown) => error);
  const { message } = (await refused) as Error;
  expect(message).toContain(`PROVIDER ${given} ${problem}`);
  expect(message).toContain('Give the path of a Kubernetes provider of Pulumi');
});
