import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PORT_BLOCKS } from '../control-plane/ports';
import { recordedPort } from '../control-plane/recorded-port';
import { Failure, reason } from '../failure';
import { findRoot, layoutOf } from '../layout';
import { examineEnvironment } from './examine-environment';
import { examineMachine } from './examine-machine';
import { bad, lineOf, type Finding } from './finding';

/** Needs no installed package, so that it works where they are what is wrong. `--state <folder>` looks at another folder. */
async function main(args: readonly string[]): Promise<void> {
  const root = findRoot(__dirname);
  const stateDir = args[0] === '--state' && args[1] !== undefined ? args[1] : join(root, '.sandbox');
  const findings = [...(await examined('machine', () => examineMachine(root, stateDir)))];
  for (const environment of new Set(['dev', ...environmentsIn(stateDir)])) {
    const layout = layoutOf(root, stateDir, environment);
    const first = recordedPort(layout.controlPlane) ?? PORT_BLOCKS[environment];
    if (first === undefined) continue;
    findings.push(...(await examined(environment, () => examineEnvironment(environment, layout, first))));
  }
  for (const finding of findings) console.log(lineOf(finding));
  const wrong = findings.filter(({ verdict }) => verdict === 'bad').length;
  console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

/** What keeps us from looking at all is a finding too. */
async function examined(check: string, examine: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await examine();
  } catch (thrown) {
    const lines = reason(thrown).split('\n');
    if (thrown instanceof Failure) return [bad(check, lines.slice(0, -1).join(' '), lines.at(-1) ?? '')];
    return [bad(check, `it cannot be examined: ${lines.join(' ')}`, 'Make readable what this names, and run again.')];
  }
}

/** Environments that have a control plane here, running or not. */
function environmentsIn(stateDir: string): readonly string[] {
  if (!existsSync(stateDir)) return [];
  return readdirSync(stateDir).filter((name) => existsSync(join(stateDir, name, 'control-plane')));
}

void main(process.argv.slice(2));
