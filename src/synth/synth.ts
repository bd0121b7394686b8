import type { App } from 'cdk8s';
import type { Finding } from '../checks/finding';
import type { WaiverUse } from '../checks/waiver';
import { requireShape, text } from '../core/shape';
import { arrange, type AppOptions, type ArrangedObject } from './arrange';
import { emit } from './emit';
import { noTokens } from './inspection';
import { layout } from './layout';
import type { Manifest } from './manifest';
import { writeFolder } from './output-folder';
import { SynthesisError } from './problem';

/** What stands between two documents of a file. */
const DOCUMENT_START = '---\n';

/** Options of `render`. */
export type RenderOptions = AppOptions;

/** Options of `synth`. */
export interface SynthOptions extends AppOptions {
  /**
   * Folder to write to. It must be new, empty, or written by an earlier `synth`, whose files are replaced; files of others
   * in it stay as they are.
   */
  readonly outdir: string;
}

/** What `synth` wrote. */
export interface SynthResult {
  /** Paths below `outdir`, with `/`, in the order of their first objects. */
  readonly files: readonly string[];
  /** Number of objects in all files. */
  readonly objects: number;
  /** What the checks found that does not stop anything. */
  readonly warnings: readonly Finding[];
  /** Waivers that hold, each with what it keeps from being told. */
  readonly waivers: readonly WaiverUse[];
}

/**
 * All objects of an App as plain data, each after those that it depends on. Nothing is written.
 *
 * @throws {SynthesisError} with all problems of the App at once: refused props, cycles, two objects of one identity, missing
 * namespaces, errors of the checks, values that only a deployment knows, and what is no plain data or has no end
 */
export function render(app: App, options: RenderOptions = {}): Manifest[] {
  return arrange(app, { ...options, tokens: noTokens, keep: (manifest) => manifest }).objects.map(({ kept }) => kept);
}

/**
 * Writes an App's objects as YAML: `<namespace>/<chart>.k8s.yaml`, and `_cluster/<chart>.k8s.yaml` for objects that belong to
 * the cluster. When anything is wrong, nothing is written and earlier output stays whole.
 *
 * @throws {SynthesisError} as `render` does
 * @throws {Error} when `outdir` names no folder, or holds files of somebody else
 */
export function synth(app: App, options: SynthOptions): SynthResult {
  requireFolder(options);
  // kept as text: the manifests of all objects together take several times the memory, and the time to collect it
  const keep = (manifest: Manifest): string => emit([manifest]);
  const alsoWrong = (placed: readonly Omit<ArrangedObject, 'kept'>[]) =>
    layout(placed.map((object) => ({ ...object, kept: undefined }))).problems;
  const { objects, warnings, waivers } = arrange(app, { ...options, tokens: noTokens, keep, alsoWrong });
  const { files, problems } = layout(objects);
  if (problems.length > 0) throw new SynthesisError(problems);
  writeFolder(options.outdir, [...files.keys()], (file) => (files.get(file) ?? []).join(DOCUMENT_START));
  return { files: [...files.keys()], objects: objects.length, warnings, waivers };
}

/** An empty name would mean the working directory. */
function requireFolder(options: SynthOptions): void {
  requireShape('synth', options, { outdir: text });
  if (options.outdir.trim() === '' || options.outdir.includes('\0'))
    throw new Error("synth: outdir names no folder; allowed: a path; write one, such as 'manifests'");
}
