import { runSteps } from '../progress';
import type { Session } from './session';
import { toolchainStep } from './toolchain-step';

/** Builds and fetches everything that a sandbox needs, and starts nothing. */
export async function toolchain(session: Session): Promise<void> {
  await runSteps([toolchainStep(session)]);
}
