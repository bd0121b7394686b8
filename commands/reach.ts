/** Tells who reaches whom in systems, computed from their rendered NetworkPolicies. */
import { CommanderError } from 'commander';
import { REACH_EXIT, reachCommand } from './reach-command';

try {
  reachCommand({
    now: new Date(),
    tell: (text) => {
      console.log(text);
    },
    end: (code) => {
      process.exitCode = code;
    },
  }).parse();
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error);
  process.exitCode = isHelp ? REACH_EXIT.same : REACH_EXIT.failed;
}
