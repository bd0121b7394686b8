import type { Answer, Deviation, RenderedField, Requirement, RequirementsDocument } from '../../systems/requirement';
import { code, markdownTable, type Column } from '../markdown-table';

interface Row extends Requirement {
  readonly section: string;
}

interface DeviatingRow extends Row {
  readonly deviation: Deviation;
}

const REQUIREMENTS: readonly Column<Row>[] = [
  ['section', ({ section }) => section],
  ['id', ({ id }) => code(id)],
  ['criterion', ({ criterion, deviation }) => (deviation ? `${criterion} (deviates)` : criterion)],
  ['where it is met', ({ answer }) => answerText(answer)],
];

const DEVIATIONS: readonly Column<DeviatingRow>[] = [
  ['id', ({ id }) => code(id)],
  ['the document says', ({ deviation }) => deviation.from],
  ['otherwise here, because', ({ deviation }) => deviation.reason],
];

const REASONS: readonly Column<readonly [string, string]>[] = [
  ['section', ([section]) => section],
  ['reason', ([, reason]) => reason],
];

/** What a document asks for and where that is met, where it is left, and the sections that ask infrastructure for nothing. */
export function requirementTables({ sections, requirements }: RequirementsDocument): string {
  const rows: Row[] = [];
  const reasons: [string, string][] = [];
  for (const section of sections) {
    const answer = requirements[section] ?? [];
    if (typeof answer === 'string') reasons.push([section, answer]);
    else rows.push(...answer.map((row) => ({ ...row, section })));
  }
  return [
    '## Requirements',
    markdownTable(REQUIREMENTS, rows),
    '### Deviations',
    markdownTable(DEVIATIONS, rows.filter(deviates)),
    '### Sections that ask infrastructure for nothing',
    markdownTable(REASONS, reasons),
  ].join('\n\n');
}

function deviates(row: Row): row is DeviatingRow {
  return row.deviation !== undefined;
}

function answerText(answer: Answer): string {
  switch (answer.by) {
    case 'manifests':
      return fieldTexts(answer.fields);
    case 'application':
      return [`application code: ${answer.hook}`, fieldTexts(answer.fields)].filter((text) => text !== '').join('<br>');
    case 'later':
      return `later: ${answer.work}`;
    case 'nothing':
      return `not here: ${answer.reason}`;
  }
}

function fieldTexts(fields: readonly RenderedField[]): string {
  return fields
    .map(({ environment, object, path, value }) =>
      [environment, code(object), ...(path === '' ? [] : [code(path)]), valueText(value)].join(' '),
    )
    .join('<br>');
}

function valueText(value: unknown): string {
  return value === undefined ? 'is not there' : `is ${code(JSON.stringify(value))}`;
}
