const { exports: entries } = require('./package.json');

/** `seaworthy/x` means today's sources, not the last build: every entry of `exports` maps to the file that it is built from. */
const moduleNameMapper = Object.fromEntries(
  Object.entries(entries)
    .filter(([, target]) => typeof target !== 'string')
    .map(([entry, target]) => [
      `^seaworthy${entry.slice(1)}$`,
      target.types.replace('./dist/', '<rootDir>/').replace(/\.d\.ts$/, '.ts'),
    ]),
);

const project = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/'],
};

/** @type {import('jest').Config} */
module.exports = {
  // a busy machine is not a wrong result; the engine's and consumers' tests have more
  testTimeout: 30_000,
  // jest keeps one core for itself: of two that is half, and it has little to do. Engine and consumer tests run in band
  maxWorkers: '100%',
  // of tests that run side by side within a file: each is an engine with its plug-ins
  maxConcurrency: 3,
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/docs/examples/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/engine/', '<rootDir>/test/consumers/'],
    },
    {
      ...project,
      displayName: 'engine',
      testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/engine/timeout.ts'],
    },
    {
      ...project,
      displayName: 'consumers',
      testMatch: ['<rootDir>/test/consumers/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/engine/timeout.ts'],
    },
  ],
};
