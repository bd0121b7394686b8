import { changeLines, effects } from './change-lines';
import { summary, type EnvironmentChanges } from './comparison';

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;

/** Changes for a terminal. */
export function comparisonText(environments: readonly EnvironmentChanges[]): string {
  return environments
    .map(({ environment, changes, note }, index) =>
      [
        // a line between those that have something to tell
        ...(index > 0 && changes.length > 0 ? [''] : []),
        `${environment}: ${summary(changes)}`,
        ...(note === undefined ? [] : [`  ${note}`]),
        ...changes.flatMap((change) => [
          `${SIGNS[change.kind]} ${change.object}${effects(change)
            .map((effect) => ` [${effect}]`)
            .join('')}`,
          ...change.changes
            .map(changeLines)
            .flatMap(({ line, block }) => [`    ${line}`, ...block.map((one) => `      ${one}`)]),
        ]),
      ].join('\n'),
    )
    .join('\n');
}
