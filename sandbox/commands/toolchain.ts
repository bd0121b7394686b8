import { runSteps } from '../progress';
import { CONTROL_PLANE_TOOLS, TEST_TOOLS } from '../toolchain/toolchain';
import type { Session } from './session';
import { toolchainStep } from './toolchain-step';

/** What `make toolchain` is told. */
export interface ToolchainOptions {
  /**
   * Whether the tools that only tests use are wanted, too.
   * @default false
   */
  readonly tests?: true;
}

/** Builds and fetches everything that a sandbox needs, and starts nothing. */
export async function toolchain(session: Session, { tests }: ToolchainOptions = {}): Promise<void> {
  await runSteps([toolchainStep(session, tests ? [...CONTROL_PLANE_TOOLS, ...TEST_TOOLS] : CONTROL_PLANE_TOOLS)]);
}
