import { join } from 'node:path';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Measurement, type Side, type Subject } from '../comparison';
import { measuredEnvironment } from '../usage';

const PROGRAM = join(__dirname, '..', 'subjects', 'synthesis', 'texts.js');
const WRITERS: Readonly<Record<Side, string>> = { without: 'yaml', with: 'emitter' };
const SERVICES = 1000;
/** Characters of all texts: an emitter that makes fewer has left something out. */
const LEAST = 10_000 * SERVICES;

const EMITTER: Subject = {
  title: 'Synthesis, texts of 1,000 charts',
  without:
    'the YAML of their 20,000 objects, a file at a time, by `Yaml.stringify` of cdk8s: the making of texts alone',
  with: "the same data by Seaworthy's emitter",
  timeLimit: 1 / 15,
};

/**
 * Measures the making of YAML alone, within fresh processes.
 * @throws when a side made no such texts
 */
export async function compareEmitter(rounds: number): Promise<Comparison> {
  const runs = await interleave(rounds, async (side): Promise<Measurement> => {
    const text = await mustRun(process.execPath, [PROGRAM, WRITERS[side], String(SERVICES)], {
      env: measuredEnvironment(),
    });
    const { characters, ...measured } = JSON.parse(text) as Measurement & { characters: number };
    if (characters < LEAST) throw new Error(`${WRITERS[side]} made ${characters} characters of ${SERVICES} services`);
    return measured;
  });
  return { ...EMITTER, runs };
}
