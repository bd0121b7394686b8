import {
  ending,
  nodeArguments,
  programEnvironment,
  type ProgramRun,
} from '../../../sandbox/plugins/language-nodejs/program';

const RUN: ProgramRun = {
  monitor: '127.0.0.1:1',
  engine: '127.0.0.1:2',
  project: 'shop',
  stack: 'dev',
  organization: 'organization',
  rootDirectory: '/project',
  programDirectory: '/project/dist',
  entryPoint: 'deploy.js',
  parallel: 16,
  dryRun: false,
  args: [],
  config: new Map([['shop:environment', 'dev']]),
  secretKeys: ['shop:password'],
  options: { typescript: false },
};

describe('the arguments of a program', () => {
  test('are the runner, what it needs, and the program last', () => {
    expect(nodeArguments('/run.js', RUN)).toEqual([
      '/run.js',
      ...['--monitor', '127.0.0.1:1', '--engine', '127.0.0.1:2', '--project', 'shop', '--stack', 'dev'],
      ...['--organization', 'organization', '--root-directory', '/project', '--pwd', '/project/dist'],
      ...['--parallel', '16', 'deploy.js'],
    ]);
  });

  test('say when nothing is to be changed, before the program', () => {
    const args = nodeArguments('/run.js', { ...RUN, dryRun: true });
    expect(args.indexOf('--dry-run')).toBe(args.length - 2);
  });

  test('leave out what the engine does not say', () => {
    expect(nodeArguments('/run.js', { ...RUN, organization: '' })).not.toContain('--organization');
  });

  test("begin with node's own options and end with the program's", () => {
    const args = nodeArguments('/run.js', {
      ...RUN,
      args: ['--x', 'y'],
      options: { nodeargs: '--inspect  --trace-gc' },
    });
    expect(args.slice(0, 3)).toEqual(['--inspect', '--trace-gc', '/run.js']);
    expect(args.slice(-3)).toEqual(['deploy.js', '--x', 'y']);
  });
});

describe('the environment of a program', () => {
  test('is the one of the host, with the configuration and which of it is secret', () => {
    expect(programEnvironment({ HOME: '/home' }, RUN)).toEqual({
      HOME: '/home',
      PULUMI_CONFIG: '{"shop:environment":"dev"}',
      PULUMI_CONFIG_SECRET_KEYS: '["shop:password"]',
    });
  });

  test('asks for TypeScript unless the project declines, as the default of Pulumi is', () => {
    expect(programEnvironment({}, { ...RUN, options: {} }).PULUMI_NODEJS_TYPESCRIPT).toBe('true');
  });
});

describe('the end of a program', () => {
  test.each([
    ['without an error', 0, null, { kind: 'success' }],
    ['after it told the user what is wrong', 32, null, { kind: 'bail' }],
    ['with an error', 1, null, { kind: 'error', message: 'Program exited with non-zero exit code: 1' }],
    ['by a signal', null, 'SIGKILL', { kind: 'error', message: 'Program was ended by signal SIGKILL' }],
  ])('%s is told as such', (_, code, signal, expected) => {
    expect(ending(code, signal)).toEqual(expected);
  });
});
