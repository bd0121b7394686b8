import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { isMap, parseDocument, type Document } from 'yaml';
import { Failure } from '../failure';

/**
 * Pulumi.yaml for a generated project folder: the given one, with `main` pointing at the same program from there.
 *
 * @param text the given Pulumi.yaml
 * @param source its path
 * @param folder where the generated one will lie
 */
export function projectFile(text: string, source: string, folder: string): string {
  const document = yamlMap(text, source);
  const main = document.get('main');
  const program = resolve(dirname(source), typeof main === 'string' ? main : '.');
  document.set('main', isAbsolute(folder) ? relative(folder, program) : program);
  return document.toString({ lineWidth: 0 });
}

/** Name of the project that a Pulumi.yaml describes. */
export function projectName(text: string, source: string): string {
  const name = yamlMap(text, source).get('name');
  if (typeof name === 'string') return name;
  throw new Failure(`${source} has no name.`, "Add a line such as 'name: seaworthy'.");
}

/** What a stack file is generated from. */
export interface StackFileSource {
  /**
   * The committed stack file.
   * @default - none: the stack starts without configuration
   */
  readonly committed?: string | undefined;
  /**
   * The file that was generated before, which the engine has written its salt into.
   * @default - none
   */
  readonly previous?: string | undefined;
  /** Where the committed one lies, for messages. */
  readonly place: string;
  /** Values that this run adds or replaces. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * A stack file for a generated project folder. What the engine writes into it never reaches the committed one.
 *
 * @throws Failure when the committed file holds values that only the user's own passphrase opens
 */
export function stackFile(source: StackFileSource): string {
  const document = yamlMap(source.committed ?? '{}\n', source.place);
  if (document.has('encryptionsalt')) {
    throw new Failure(
      `${source.place} holds encrypted values (encryptionsalt), which only your own passphrase opens.`,
      "Deploy that stack with 'pulumi up' yourself, or keep encrypted values out of the committed file.",
    );
  }
  const salt = yamlMap(source.previous ?? '{}\n', source.place).get('encryptionsalt');
  if (salt !== undefined) document.set('encryptionsalt', salt);
  for (const [key, value] of Object.entries(source.config)) document.setIn(['config', key], value);
  return document.toString({ lineWidth: 0 });
}

/** The stack file's name that the engine looks for. */
export function stackFileName(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

function yamlMap(text: string, place: string): Document {
  const document = parseDocument(text);
  const error = document.errors[0];
  if (error === undefined && (document.contents === null || isMap(document.contents))) return document;
  throw new Failure(
    `${place} is not a YAML map${error === undefined ? '' : `: ${error.message}`}`,
    'Correct the file.',
  );
}
