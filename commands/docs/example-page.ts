/** An example: a TypeScript file with a comment that explains it and a chart, and the manifests that the chart renders. */
export interface Example {
  /** Name of the file without its ending, for errors. */
  readonly name: string;
  readonly source: string;
  /** Path and text of each manifest file. */
  readonly manifests: ReadonlyMap<string, string>;
}

const INTRODUCTION = /^\/\*\*\n((?: \*.*\n)+?) \*\/\n/;

/**
 * The page of an example: its explanation, its code, and the YAML that comes out of it.
 *
 * @throws when the file does not begin with a comment whose first line is a heading
 */
export function examplePage({ name, source, manifests }: Example): string {
  const comment = INTRODUCTION.exec(source);
  const text = comment?.[1]?.replaceAll(/^ \* ?/gm, '') ?? '';
  if (comment === null || !text.startsWith('# '))
    throw new Error(`${name}.ts explains nothing; allowed: a /** */ comment at its top that begins with '# Title'`);
  const files = [...manifests].map(([path, yaml]) => `\`${path}\`:\n\n${fenced('yaml', yaml)}`);
  const code = fenced('ts', source.slice(comment[0].length));
  return `${[text.trimEnd(), code, ...files].join('\n\n')}\n`;
}

/** The first heading of a page. */
export function titleOf(page: string): string {
  return /^# (.*)$/m.exec(page)?.[1] ?? '';
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\``;
}
