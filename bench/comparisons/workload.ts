import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Side, type Subject } from '../comparison';
import { measuredEnvironment, measureUsage } from '../usage';

const PROGRAM = join(__dirname, '..', 'subjects', 'workload', 'program.js');
const WAYS: Readonly<Record<Side, string>> = { without: 'bare', with: 'seaworthy' };
/** Enough that the start of a process is a small part of it. */
const SERVICES = 1000;
/** A few services tell whether both sides write the same. */
const SAMPLE = 3;

const SUBJECT: Subject = {
  title: `${SERVICES.toLocaleString('en')} services with all parts`,
  without: `their ${(8 * SERVICES).toLocaleString('en')} objects as \`ApiObject\` of cdk8s, written out by hand, with \`synth\` without checks`,
  with: '`WebService`, with the same `synth`',
  timeLimit: 1.3,
};

/**
 * Measures what it costs to have objects made by `WebService`, against objects that are written out by hand.
 * @throws when both do not write the same, to the byte
 */
export async function compareWorkload(rounds: number, signal: AbortSignal): Promise<Comparison> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seaworthy-bench-'));
  const write = async (side: Side, services: number, outdir: string, variables: NodeJS.ProcessEnv = {}) => {
    await mustRun(process.execPath, [PROGRAM, WAYS[side], `${services}`, outdir], {
      env: { ...measuredEnvironment(), ...variables },
      signal,
    });
  };
  try {
    for (const side of ['without', 'with'] as const) await write(side, SAMPLE, join(folder, side));
    requireSame(join(folder, 'without'), join(folder, 'with'));
    const runs = await interleave(rounds, async (side) => {
      const outdir = join(folder, 'out');
      rmSync(outdir, { recursive: true, force: true });
      return measureUsage((variables) => write(side, SERVICES, outdir, variables));
    });
    return { ...SUBJECT, runs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both must have written the same: it would not be the same work. */
function requireSame(one: string, other: string): void {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isManifest).sort();
  const names = files(one);
  const different = names.find(
    (file) => readFileSync(join(one, file), 'utf8') !== readFileSync(join(other, file), 'utf8'),
  );
  if (names.length !== SAMPLE || files(other).length !== SAMPLE || different !== undefined)
    throw new Error(`not the same work: ${different ?? `${names.length} and ${files(other).length} files`}`);
}

function isManifest(file: string): boolean {
  return file.endsWith('.k8s.yaml');
}
