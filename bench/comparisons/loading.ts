import { join } from 'node:path';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Measurement, type Side, type Subject } from '../comparison';
import { measuredEnvironment } from '../usage';

const LOADER = join(__dirname, '..', 'load-modules.js');

interface Load extends Subject {
  readonly modules: Readonly<Record<Side, readonly string[]>>;
  /** Packages that must not be loaded. */
  readonly never: readonly string[];
}

const CONSTRUCTS = ['constructs', 'cdk8s', 'cdk8s-plus-27'];
const PULUMI = ['@pulumi/pulumi', '@pulumi/kubernetes'];

export const START: Load = {
  title: 'Start of a program',
  without: 'loads `@pulumi/pulumi`, `@pulumi/kubernetes`, `constructs`, `cdk8s` and `cdk8s-plus-27`',
  with: 'loads these, `seaworthy` and `seaworthy/pulumi`',
  timeLimit: 1.15,
  modules: { without: [...PULUMI, ...CONSTRUCTS], with: [...PULUMI, ...CONSTRUCTS, 'seaworthy', 'seaworthy/pulumi'] },
  never: ['zod'],
};

export const IMPORT: Load = {
  title: 'Import',
  without: 'loads `cdk8s` and `cdk8s-plus-27`',
  with: 'loads `seaworthy`, which loads these two; never Pulumi, zod or typescript',
  timeLimit: 1.5,
  modules: { without: ['cdk8s', 'cdk8s-plus-27'], with: ['seaworthy'] },
  never: ['@pulumi/', 'zod', 'typescript'],
};

/** Measures how long modules take to load, in fresh processes of a folder that sees the packed Seaworthy. */
export async function compareLoading(load: Load, folder: string, rounds: number): Promise<Comparison> {
  const runs = await interleave(rounds, async (side): Promise<Measurement> => {
    const text = await mustRun(process.execPath, [LOADER, ...load.modules[side]], {
      cwd: folder,
      env: measuredEnvironment(),
    });
    const { files, ...measured } = JSON.parse(text) as Measurement & { files: string[] };
    const wrong = load.never.filter((name) => files.some((file) => file.includes(`/node_modules/${name}`)));
    if (side === 'with' && wrong.length > 0) throw new Error(`${load.title}: ${wrong.join(', ')} must not be loaded`);
    return measured;
  });
  return { ...load, runs };
}
