import { changeLines, effects } from './change-lines';
import { summary, type EnvironmentChanges } from './comparison';
import type { ObjectChange } from 'seaworthy/synth';

/** A comment on GitHub or GitLab has a limit of 65,536 characters, and something may stand around this one. */
const LIMIT = 60_000;

/** Changes for a comment on a pull request: a table of objects, and the fields of each to unfold. */
export function comparisonMarkdown(environments: readonly EnvironmentChanges[], limit = LIMIT): string {
  const tables = environments.map(({ environment, changes, note }) =>
    [
      `### ${environment}: ${summary(changes)}`,
      ...(note === undefined ? [] : [note]),
      ...(changes.length === 0 ? [] : [table(changes)]),
    ].join('\n\n'),
  );
  let left = limit - tables.join('').length;
  let hidden = 0;
  const sections = environments.map(({ changes }, index) => {
    const details = changes
      .filter((change) => change.changes.length > 0)
      .flatMap((change) => {
        const text = detail(change);
        left -= text.length;
        if (left >= 0) return [text];
        hidden += 1;
        return [];
      });
    return [tables[index] ?? '', ...details].join('\n\n');
  });
  const rest = hidden === 0 ? [] : [`The fields of ${hidden} more objects are left out; \`npm run diff\` shows them.`];
  return [...sections, ...rest].join('\n\n');
}

function table(changes: readonly ObjectChange[]): string {
  const rows = changes.map(
    (change) => `| ${change.kind} | \`${change.object}\` | ${effects(change).map(emphasis).join('; ')} |`,
  );
  return ['| | object | effect |', '| --- | --- | --- |', ...rows].join('\n');
}

function emphasis(effect: string): string {
  return effect.startsWith('DELETES DATA') ? `:warning: **${effect}**` : `**${effect}**`;
}

function detail({ object, changes }: ObjectChange): string {
  const lines = changes.map(changeLines).flatMap(({ line, block }) => [`@@ ${line}`, ...block]);
  // a fence must be longer than any in what it holds
  const longest = Math.max(2, ...[...lines.join('\n').matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const fields = changes.length === 1 ? '1 field' : `${changes.length} fields`;
  return [
    `<details><summary><code>${object}</code>: ${fields}</summary>`,
    `${fence}diff\n${lines.join('\n')}\n${fence}`,
    '</details>',
  ].join('\n\n');
}
