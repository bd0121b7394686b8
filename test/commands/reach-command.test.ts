import { REACH_EXIT, reachCommand } from '../../commands/reach-command';
import { SYSTEM_NAMES } from '../../systems/systems';

/** Runs a command line: what it told, how it ended, and what it was refused with. */
function run(...args: readonly string[]): { told: string; code?: number; refused: string } {
  const result: { told: string; code?: number; refused: string } = { told: '', refused: '' };
  const command = reachCommand({
    now: new Date(),
    tell: (text) => (result.told += text),
    end: (code) => {
      result.code = code;
    },
  }).configureOutput({ writeErr: (text) => (result.refused += text) });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    result.refused += error instanceof Error ? error.message : String(error);
  }
  return result;
}

test('the table of feature-api in prod has the calls of its document, and name resolution', () => {
  const { told, code } = run('--system', 'feature-api', '--env', 'prod');
  expect(code).toBe(REACH_EXIT.same);
  const [title, head, ...rows] = told.split('\n').map((line) => line.split(/ {2,}/));
  expect(title).toEqual(['feature-api in prod']);
  expect(head).toEqual(['from', 'to', 'ports']);
  expect(rows).toEqual([
    ['10.30.0.0/20', 'feature-api/feature-api', 'TCP 3000'],
    ['feature-api/feature-api', '10.30.64.0/20', 'TCP 5432'],
    ['feature-api/feature-api', '10.30.80.0/20', 'TCP 6379'],
    ['feature-api/feature-api', 'kube-system/k8s-app=kube-dns', 'TCP 53; UDP 53'],
  ]);
});

test('every system is in every environment what it was declared to be', () => {
  const { told, code } = run('--format', 'json');
  const all = JSON.parse(told) as { system: string; environment: string; undeclared: unknown[]; closed: unknown[] }[];
  expect(all.map(({ system, environment }) => `${environment} ${system}`).sort()).toEqual(
    ['dev', 'prod', 'staging'].flatMap((environment) => SYSTEM_NAMES.map((system) => `${environment} ${system}`)),
  );
  expect(all.flatMap(({ undeclared, closed }) => [...undeclared, ...closed])).toEqual([]);
  expect(code).toBe(REACH_EXIT.same);
});

test('the graph has a node for each end and an edge for each way', () => {
  const { told } = run('--system', 'feature-api', '--env', 'dev', '--format', 'mermaid');
  expect(told.split('\n')).toEqual([
    'flowchart LR',
    '  n0["feature-api/feature-api"]',
    '  n1(["10.10.0.0/20"])',
    '  n2(["data/app=postgresql"])',
    '  n3(["data/app=redis"])',
    '  n4(["kube-system/k8s-app=kube-dns"])',
    '  n1 -->|"TCP 3000"| n0',
    '  n0 -->|"TCP 5432"| n2',
    '  n0 -->|"TCP 6379"| n3',
    '  n0 -->|"TCP 53; UDP 53"| n4',
  ]);
});

test.each([
  ['a misspelt environment', ['--env', 'prdo'], "--env 'prdo'"],
  ['a misspelt system', ['--system', 'feature-app'], "did you mean 'feature-api'?"],
  ['another format', ['--format', 'xml'], 'Allowed choices are table, json, mermaid'],
  ['a word too many', ['prod'], 'too many arguments'],
])('rejects %s, and tells nothing', (_title, args, message) => {
  const { told, refused, code } = run(...args);
  expect(refused).toContain(message);
  expect([told, code]).toEqual(['', undefined]);
});
