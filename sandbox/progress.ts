/** A step that a person waits for. */
export interface Step {
  readonly title: string;
  /** Does the work. What it returns stands behind the title; `say` tells what it is doing meanwhile. */
  readonly work: (say: (message: string) => void) => Promise<string>;
}

/**
 * Runs steps one after the other and shows how long each takes: as a live list on a terminal, as plain lines elsewhere.
 * What a step throws is thrown on; the list only marks the step, since the words belong below it.
 */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const { Listr, PRESET_TIMER } = await import('listr2');
  const live = process.stdout.isTTY;
  const failures: unknown[] = [];
  const list = new Listr(
    steps.map(({ title, work }) => ({
      title,
      task: async (_context: object, task: { title: string; output: string }) => {
        const result = await work((message) => {
          // a log of plain lines keeps what matters: the steps and their times
          if (live && message.trim() !== '') task.output = message;
        }).catch((thrown: unknown) => {
          failures.push(thrown);
          throw new Error('see below');
        });
        task.title = `${title}: ${result}`;
      },
    })),
    {
      renderer: 'default',
      fallbackRenderer: 'simple',
      rendererOptions: { timer: PRESET_TIMER, showErrorMessage: false, collapseErrors: false },
      fallbackRendererOptions: { timer: PRESET_TIMER },
      // interruptions are handled in one place, which ends what was started
      registerSignalListeners: false,
    },
  );
  await list.run().catch((thrown: unknown) => {
    throw failures[0] ?? thrown;
  });
}
