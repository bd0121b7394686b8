/** Cuts the pods of a system off from the network in an emergency, and ends it again. */
import { CommanderError } from 'commander';
import { kubectlCluster } from './isolation/cluster';
import { isolateCommand } from './isolation/isolate-command';

const tell = (line: string): void => {
  console.log(line);
};

isolateCommand({ now: new Date(), tell, cluster: kubectlCluster })
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
