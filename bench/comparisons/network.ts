import { join } from 'node:path';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Measurement, type Side, type Subject } from '../comparison';
import { measuredEnvironment } from '../usage';

const PROGRAM = join(__dirname, '..', 'subjects', 'network.js');

const SERVICES = 500;
const CALLS: Readonly<Record<Side, number>> = { without: 500, with: 2000 };

const NETWORK: Subject = {
  title: `Policies and reach of ${SERVICES} services, from ${CALLS.without} calls to ${CALLS.with}`,
  without: `renders the policies of ${SERVICES} services with ${CALLS.without} calls, and counts who reaches whom`,
  with: `the same with ${CALLS.with} calls`,
  // four times the calls may take four times as long, and a tenth for noise
  timeLimit: 4.4,
};

/**
 * Measures how policies and reach grow with calls.
 *
 * @throws when the number of objects depends on the calls, or another number of ways is open than was declared
 */
export async function compareNetwork(rounds: number): Promise<Comparison> {
  const runs = await interleave(rounds, async (side): Promise<Measurement> => {
    const text = await mustRun(process.execPath, [PROGRAM, String(SERVICES), String(CALLS[side])], {
      env: measuredEnvironment(),
    });
    const { objects, paths, ...measured } = JSON.parse(text) as Measurement & { objects: number; paths: number };
    if (objects !== 2 * SERVICES) throw new Error(`${SERVICES} services gave ${objects} objects, not two each`);
    if (paths !== CALLS[side]) throw new Error(`${CALLS[side]} calls opened ${paths} ways`);
    return measured;
  });
  return { ...NETWORK, runs };
}
