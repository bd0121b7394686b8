/** Writes the manifests of every system and environment to files. No Pulumi, no cluster. */
import { synthCommand } from './synth-command';
import { WAIVERS } from './waivers';

const output = {
  tell: (line: string): void => {
    console.log(line);
  },
  warn: (line: string): void => {
    console.warn(line);
  },
};

try {
  // cdk8s-cli names the folder that it will show in this variable
  synthCommand({
    outdir: process.env.CDK8S_OUTDIR || 'manifests',
    now: new Date(),
    waivers: WAIVERS,
    ...output,
  }).parse();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
