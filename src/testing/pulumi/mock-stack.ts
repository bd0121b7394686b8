import { runtime } from '@pulumi/pulumi';
import { markedFields } from './marks';
import { PendingWork } from './pending-work';
import { requireRun, resultOf } from './program';
import { recordRegistrations, type MockResource, type StackIdentity } from './registration';
import {
  provideConfig,
  referencedStack,
  referenceProblem,
  type MockConfig,
  type MockStackReferences,
} from './stack-inputs';

/** Options of `mockStack`. */
export interface MockStackOptions {
  /** @default 'project' */
  readonly project?: string;
  /** @default 'stack' */
  readonly stack?: string;
  /**
   * Config of the stack. Keys without a namespace are of the project; values that are no text are passed as JSON.
   * @default {}
   */
  readonly config?: MockConfig;
  /**
   * Outputs of the stacks that the program refers to. A reference to another stack is an error.
   * @default {}
   */
  readonly stackReferences?: MockStackReferences;
  /**
   * Whether ids, and outputs that are not inputs, are unknown, as in a preview of a new stack.
   * @default false
   */
  readonly preview?: boolean;
  /**
   * Outputs that resources of a type have besides their inputs.
   * @default {}
   */
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * Results of provider functions by token: `aws:index/getRegion:getRegion`. A call of another function gives `{}`.
   * @default {}
   */
  readonly calls?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a program registered. */
export interface MockStack {
  /** In the order of registration. */
  readonly resources: readonly MockResource[];
  /** What the program returned, as stack outputs: secrets are `secret(value)`, unknowns are `UNKNOWN`. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Type of the resource that reads another stack. */
const STACK_REFERENCE = 'pulumi:pulumi:StackReference';

// Pulumi's runtime keeps its state in the process, so that two stacks would mix
let isRunning = false;

/** Turns of the event loop without a registration after which a program is taken to be through. */
const QUIET_TURNS = 10;

/**
 * Runs a Pulumi program without an engine and returns what it registers, when all of it is through. The program is a function:
 * `mockStack(options, () => deploy(new Shop()))`, or `() => import('./main')` for a program that runs when it is loaded. A
 * module is loaded once: for a second stack in the same test file it must export a function (`export = async () => ...`).
 * Files, timers and processes that a program waits for without returning its promise are waited for too, two seconds at most.
 *
 * @throws what the program throws
 * @throws {Error} for a module that an earlier mock stack of the test file has run
 * @throws {Error} for two resources of one URN, and for a reference to a stack that was not given
 * @throws {Error} while another mock stack runs
 */
export async function mockStack(options: MockStackOptions, program: () => unknown): Promise<MockStack> {
  if (isRunning)
    throw new Error('another mockStack is running, and Pulumi has one stack in a process; await that one first');
  isRunning = true;
  const { project = 'project', stack = 'stack', config = {}, preview = false } = options;
  const restore = provideConfig(config, project);
  try {
    // a run that ended early leaves registrations that never end; this run must not wait for them
    runtime.resetOptions(project, stack, -1, '', '', preview, '');
    return await new Promise<MockStack>((resolve, reject) => {
      void run({ project, stack }, options, program, reject).then(resolve, reject);
    });
  } finally {
    restore();
    isRunning = false;
  }
}

async function run(
  identity: StackIdentity,
  options: MockStackOptions,
  program: () => unknown,
  fail: (reason: unknown) => void,
): Promise<MockStack> {
  await runtime.setMocks(mocksOf(options, fail), identity.project, identity.stack, options.preview ?? false);
  const resources = recordRegistrations(identity, fail);
  try {
    const work = new PendingWork();
    const result = await resultOf(await program());
    await quiet(resources, work);
    requireRun(result, resources.length > 0);
    return { resources, outputs: markedFields(await runtime.serializeProperties('outputs', { ...result.outputs })) };
  } finally {
    await runtime.disconnect();
  }
}

/** Waits until nothing is registered any more. What runs inside `apply` registers some turns after what it waited for. */
async function quiet(resources: readonly MockResource[], work: PendingWork): Promise<void> {
  let seen = -1;
  while (seen !== resources.length || work.isPending) {
    seen = resources.length;
    // with mocks there is nothing to disconnect from: this waits for what is registered so far
    await runtime.disconnect();
    for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    // not in haste: files and processes take longer than turns
    if (work.isPending) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function mocksOf(
  { outputs = {}, calls = {}, stackReferences = {}, preview }: MockStackOptions,
  fail: (reason: unknown) => void,
): runtime.Mocks {
  return {
    call: ({ token }) => ({ ...calls[token] }),
    newResource: ({ name, type, inputs }) => {
      if (type !== STACK_REFERENCE)
        return { id: preview === true ? undefined : `${name}-id`, state: { ...(inputs as object), ...outputs[type] } };
      const { name: reference } = inputs as { readonly name: string };
      const problem = referenceProblem(stackReferences, reference);
      if (problem === undefined) return { id: reference, state: referencedStack(stackReferences, reference) };
      fail(new RangeError(problem));
      // an error here would reject every output of the reference too, and no test could catch those
      return new Promise<never>(() => undefined);
    },
  };
}
