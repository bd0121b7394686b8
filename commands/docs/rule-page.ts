import { Yaml } from 'cdk8s';
import { isDeepStrictEqual } from 'node:util';
import { diffLinesUnified } from 'jest-diff';
import { check, type CheckedObject, type CheckInput, type RuleDescription, type ServedApis } from 'seaworthy/checks';

/** Longest text that a page shows whole. */
const SHOWN = 200;

/** The page of a rule: its texts, what it refuses with what it says, and what it accepts as the difference to that. */
export function rulePage({ id, title, why, fix, severity, bad, good }: RuleDescription): string {
  const findings = check(bad).filter(({ rule }) => rule === id);
  const places = new Set(findings.map(({ path }) => path));
  const [before, after] = [shownObjects(bad, good, places), shownObjects(good, bad, places)];
  const others = bad.objects.filter((object) => !before.includes(object)).map(nameOf);
  const said = findings.map(({ object, message, fix: mend }) => `> ${object}: ${message}; ${mend}`);
  return `${[
    `# ${id}`,
    title,
    `- **Severity**: ${severity}\n- **Why**: ${why}\n- **Fix**: ${fix}`,
    '## Refused',
    fenced('yaml', textOf(before, bad)),
    ...(others.length === 0 ? [] : [`Beside it: ${others.join(', ')}.`]),
    said.join('\n>\n'),
    '## Accepted',
    fenced('diff', difference(textOf(before, bad), textOf(after, good))),
  ].join('\n\n')}\n`;
}

/** The index of all pages. */
export function ruleIndex(rules: readonly RuleDescription[]): string {
  const rows = rules.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${title} |`);
  const waiver = `checks: {
  waivers: [
    {
      rule: 'unpinned-image',
      path: 'shop/vendor',
      reason: 'the vendor pushes no other tag',
      owner: 'team-shop',
      until: '2027-03-31',
    },
  ],
  now: new Date(),
}
`;
  return `${[
    '# Rules',
    'What `synth`, `render` and `deploy` hold against everything that would be deployed. An error stops them, a warning is told.',
    `| rule | severity | what holds |\n| --- | --- | --- |\n${rows.join('\n')}`,
    '## Waivers',
    'Where a rule is not right, it is waived for a while, with a reason and somebody who answers for it. Waivers that hold are listed; from the day after its last one, a waiver is an error.',
    fenced('ts', waiver),
  ].join('\n\n')}\n`;
}

/** Objects that differ between both examples, or at which something is found. */
function shownObjects(example: CheckInput, other: CheckInput, places: ReadonlySet<string>): readonly CheckedObject[] {
  return example.objects.filter(
    (object) => places.has(object.path) || !other.objects.some((one) => isDeepStrictEqual(plain(one), plain(object))),
  );
}

function textOf(objects: readonly CheckedObject[], { capabilities, calls = [] }: CheckInput): string {
  const comments = [
    ...capabilityLines(capabilities),
    ...calls.map(
      ({ caller, callee }) =>
        `declared: ${caller.name} calls ${callee.name} on ${callee.ports.map(({ port }) => String(port)).join(', ')}`,
    ),
  ];
  return [...comments.map((line) => `# ${line}\n`), Yaml.stringify(...objects.map(plain))].join('');
}

/** What the example's cluster offers, as far as it says. */
function capabilityLines(capabilities: ServedApis | undefined): string[] {
  if (capabilities === undefined) return [];
  const { kubernetes, ...rest } = capabilities;
  const lines = Object.entries(rest).map(
    ([name, value]) => `capabilities.${name}: ${JSON.stringify(value instanceof Set ? [...value] : value)}`,
  );
  return [`capabilities.kubernetes: 1.${kubernetes.minor}`, ...lines];
}

function difference(before: string, after: string): string {
  const same = (line: string) => line;
  return `${diffLinesUnified(before.trimEnd().split('\n'), after.trimEnd().split('\n'), {
    omitAnnotationLines: true,
    contextLines: 3,
    expand: false,
    aColor: same,
    bColor: same,
    commonColor: same,
    patchColor: same,
    changeColor: same,
    commonLineTrailingSpaceColor: same,
    changeLineTrailingSpaceColor: same,
  })}\n`;
}

/** An object without what is not rendered; long texts are cut, and say so. */
function plain({ manifest }: CheckedObject): unknown {
  return JSON.parse(
    JSON.stringify(manifest, (_key, value: unknown) =>
      typeof value === 'string' && value.length > SHOWN
        ? `${value.slice(0, 10)}... (${value.length} characters)`
        : value,
    ),
  );
}

function nameOf({ manifest }: CheckedObject): string {
  const { kind, metadata } = manifest as { readonly kind: string; readonly metadata: { readonly name: string } };
  return `${kind} ${metadata.name}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\``;
}
