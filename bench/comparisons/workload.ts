import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Side, type Subject } from '../comparison';
import { measuredEnvironment, measureUsage } from '../usage';

const PROGRAM = join(__dirname, '..', 'subjects', 'workload', 'program.js');
/** Enough that the start of a process is a small part of it. */
const SERVICES = 1000;
/** A few services tell whether both sides write the same. */
const SAMPLE = 3;

const OBJECTS = `their ${(8 * SERVICES).toLocaleString('en')} objects as \`ApiObject\` of cdk8s, written out by hand`;
const TITLE = `${SERVICES.toLocaleString('en')} services with all parts`;

/** What they are compared with, and how the program writes that. */
const BASELINES: readonly (Subject & { readonly way: string })[] = [
  {
    way: 'bare',
    title: TITLE,
    without: `${OBJECTS}, with \`synth\` without checks: what is measured is the making of objects`,
    with: '`WebService`, with the same `synth`',
    timeLimit: 1.3,
  },
  {
    way: 'stock',
    title: `${TITLE}: stock writer`,
    without: `${OBJECTS}, \`Yaml.save\` of cdk8s for each file: what there is without Seaworthy`,
    with: '`WebService`, with `synth` without checks',
  },
];

/**
 * Measures what it costs to have objects made by `WebService`, against objects that are written out by hand.
 * @throws when both do not write the same objects
 */
export async function compareWorkload(rounds: number, signal: AbortSignal): Promise<Comparison[]> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seaworthy-bench-'));
  const write = async (way: string, services: number, outdir: string, variables: NodeJS.ProcessEnv = {}) => {
    await mustRun(process.execPath, [PROGRAM, way, `${services}`, outdir], {
      env: { ...measuredEnvironment(), ...variables },
      signal,
    });
  };
  const compared: Comparison[] = [];
  try {
    await write('seaworthy', SAMPLE, join(folder, 'seaworthy'));
    for (const { way, ...subject } of BASELINES) {
      await write(way, SAMPLE, join(folder, way));
      requireSame(join(folder, way), join(folder, 'seaworthy'));
      const ways: Readonly<Record<Side, string>> = { without: way, with: 'seaworthy' };
      const runs = await interleave(rounds, async (side) => {
        const outdir = join(folder, 'out');
        rmSync(outdir, { recursive: true, force: true });
        return measureUsage((variables) => write(ways[side], SERVICES, outdir, variables));
      });
      compared.push({ ...subject, runs });
    }
    return compared;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both must have written the same objects in the same order: it would not be the same work. */
function requireSame(one: string, other: string): void {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isManifest).sort();
  const names = files(one);
  const read = (file: string): unknown[] =>
    parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as unknown);
  const different = names.find((file) => !isDeepStrictEqual(read(join(one, file)), read(join(other, file))));
  if (names.length !== SAMPLE || files(other).length !== SAMPLE || different !== undefined)
    throw new Error(`not the same work: ${different ?? `${names.length} and ${files(other).length} files`}`);
}

function isManifest(file: string): boolean {
  return file.endsWith('.k8s.yaml');
}
