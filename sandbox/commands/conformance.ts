import { delimiter, join } from 'node:path';
import { providerAt } from '../conformance/provider-under-test';
import { Failure } from '../failure';
import { writeFileWhole } from '../machine/atomic-file';
import { run } from '../machine/command';
import { runSteps } from '../progress';
import type { Session } from './session';
import { toolchainStep } from './toolchain-step';

/** Which provider is tried, and with what. */
export interface ConformanceOptions {
  /**
   * Path of the provider.
   * @default - the one that the sandbox uses
   */
  readonly provider?: string | undefined;
  /**
   * Part of the sentences that are tried, as a regular expression.
   * @default - all
   */
  readonly only?: string | undefined;
}

/** Holds a Kubernetes provider against its documentation. */
export async function conformance(session: Session, { provider, only }: ConformanceOptions): Promise<void> {
  const { root, stateDir, signal, print } = session;
  const tried = provider === undefined ? undefined : await providerAt(provider);
  await runSteps([toolchainStep(session)]);
  print(
    `Provider: ${tried === undefined ? 'the one that the sandbox uses' : `${tried.program}, version ${tried.version}`}`,
  );
  const folder = join(stateDir, 'conformance');
  // the engine finds a provider on PATH, by this name alone
  if (tried !== undefined) {
    const launcher = `#!/bin/sh\nexec '${tried.program.replaceAll("'", `'\\''`)}' "$@"\n`;
    writeFileWhole(join(folder, 'pulumi-resource-kubernetes'), launcher, 0o755);
  }
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const tests = ['--selectProjects=engine', '--runInBand', '--testPathPatterns', 'test/engine/conformance/'];
  const { code } = await run(process.execPath, [jest, ...tests, ...(only === undefined ? [] : ['-t', only])], {
    cwd: root,
    env: {
      ...process.env,
      ...(tried === undefined ? {} : { PATH: [folder, process.env.PATH ?? ''].join(delimiter) }),
    },
    signal,
    onLine: print,
  });
  signal.throwIfAborted();
  if (code !== 0)
    throw new Failure('The provider does not do all that is documented.', 'See the tests that failed above.');
}
