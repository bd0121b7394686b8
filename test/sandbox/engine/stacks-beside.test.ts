import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stateFile } from '../../../sandbox/engine/state-folder';
import { requireOwn, systemStacks } from '../../../sandbox/engine/stacks-beside';
import { makeVariables, stackName, targetOf, targetWords } from '../../../sandbox/engine/stack-target';

let backend: string;

beforeEach(() => {
  backend = mkdtempSync(join(tmpdir(), 'seaworthy-backend-'));
});

afterEach(() => {
  rmSync(backend, { recursive: true });
});

/** Writes the state of a stack with objects of these logical names, beside a provider and a component. */
function holds(stack: string, ...names: readonly string[]): void {
  const urn = (type: string, name: string) => `urn:pulumi:${stack}::seaworthy::${type}::${name}`;
  const resources = [
    { urn: urn('pulumi:providers:kubernetes', 'cluster'), type: 'pulumi:providers:kubernetes', custom: true },
    ...names.map((name) => ({
      urn: urn('kubernetes:apps/v1:Deployment', name),
      type: 'kubernetes:apps/v1:Deployment',
      custom: true,
    })),
  ];
  const file = stateFile(backend, 'seaworthy', stack);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack, latest: { resources } } }));
}

const own = (environment: string, system?: string) => () => {
  requireOwn(backend, { environment, system });
};

test('a stack is named after its environment, and after its system where it has one alone', () => {
  const one = { environment: 'prod', system: 'feature-api' };
  expect([stackName({ environment: 'prod' }), stackName(one)]).toEqual(['prod', 'prod-feature-api']);
  expect(targetOf('prod', 'prod-feature-api')).toEqual(one);
  expect(targetOf('prod', 'prod')).toEqual({ environment: 'prod' });
  expect([targetWords(one), makeVariables(one)]).toEqual(['feature-api of prod', 'ENV=prod SYSTEM=feature-api']);
  expect([targetWords({ environment: 'prod' }), makeVariables({ environment: 'prod' })]).toEqual(['prod', 'ENV=prod']);
});

test('nothing stands beside the first stack, its own, or one that is empty', () => {
  expect(own('prod')).not.toThrow();
  holds('prod', 'mimir/api/Deployment');
  expect(own('prod')).not.toThrow();
  holds('prod-feature-api');
  expect(own('prod')).not.toThrow();
  expect(own('prod', 'feature-api')).not.toThrow();
  expect(systemStacks(backend, 'prod')).toEqual([]);
});

test('stacks of two systems stand side by side', () => {
  holds('prod-mimir', 'mimir/api/Deployment');
  expect(own('prod', 'feature-api')).not.toThrow();
  expect(own('prod', 'mimir')).not.toThrow();
});

test('rejects a system that the stack of its environment holds, also in a further chart', () => {
  holds('prod', 'mimir/api/Deployment', 'mimir-jobs/job/Deployment', 'mimirs/api/Deployment', 'other/mimir/Deployment');
  expect(own('prod', 'mimir')).toThrow(
    "The stack 'prod' holds 2 objects of mimir, which 'prod-mimir' would deploy too.",
  );
  expect(own('prod', 'mimir')).toThrow("Go on with 'make up ENV=prod', or first run 'make destroy ENV=prod'.");
  expect(own('prod', 'feature-api')).not.toThrow();
});

test('rejects an environment while systems of it have stacks of their own, and names them all', () => {
  holds('prod-mimir', 'mimir/api/Deployment');
  holds('prod-feature-api', 'feature-api/Api/Deployment', 'feature-api/Api/Service');
  expect(own('prod')).toThrow("'prod-mimir' holds 1 objects of mimir, which 'prod' would deploy too.");
  expect(own('prod')).toThrow("'prod-feature-api' holds 2 objects of feature-api, which 'prod' would deploy too.");
  expect(own('prod')).toThrow("'make destroy ENV=prod SYSTEM=mimir'");
  expect(systemStacks(backend, 'prod').map(({ target, objects }) => [target.system, objects])).toEqual(
    expect.arrayContaining([
      ['mimir', 1],
      ['feature-api', 2],
    ]),
  );
});
