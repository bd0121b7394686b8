import { findRoot } from '../../sandbox/layout';
import { run } from '../../sandbox/machine/command';
import { Toolchain } from '../../sandbox/toolchain/toolchain';

/** The first packet of a connection. An end is a pod, `namespace/name of what makes it`, or an address. */
export interface Probe {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: number;
}

/** Objects, and what is asked about them. */
export interface Question {
  readonly objects: readonly object[];
  readonly probes: readonly Probe[];
}

const toolchain = new Toolchain(findRoot(__dirname));

/** Which of the probes the policies among the objects let through, for each question. */
export async function judge(questions: readonly Question[]): Promise<boolean[][]> {
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const { code, stdout, stderr } = await run(toolchain.require('netpol-judge'), [], { input });
  if (code !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as boolean[]);
}
