import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { asText, isData, textAt, valueAtPath, type Data } from '../checks/data';
import { renderedObject } from '../checks/read-objects';
import { describeObject, groupOf } from '../checks/rendered-object';

/** An object in a file. */
export interface FileObject {
  readonly file: string;
  /** `Kind/namespace/name`, or `Kind/name` for what says no namespace. */
  readonly reference: string;
  readonly name: string;
  /** As findings write it: `apps/v1 Deployment shop/api`. */
  readonly description: string;
  /** What a cluster tells it apart by. */
  readonly identity: string;
  readonly manifest: Data;
}

/** What is wrong with a file: it cannot be checked. */
export interface FileProblem {
  readonly file: string;
  readonly message: string;
}

/**
 * Reads all objects of a manifest. cdk8s-cli's own parser passes over errors and gives half an object, so the file is parsed
 * here.
 */
export function readManifest(file: string): { readonly objects: FileObject[]; readonly problems: FileProblem[] } {
  const objects: FileObject[] = [];
  const problems: FileProblem[] = [];
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { merge: true });
  for (const [index, document] of (Array.isArray(documents) ? documents : []).entries()) {
    const malformed = [...document.errors].map(({ message }) => message.split('\n')[0]?.replace(/:$/, '') ?? message);
    if (malformed.length > 0) {
      problems.push(...malformed.map((message) => ({ file, message: `is no YAML that can be read: ${message}` })));
      continue;
    }
    for (const value of items(plain(document))) {
      const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter(
        (path) => !isData(value) || !isName(valueAtPath(value, path)),
      );
      if (isData(value) && missing.length === 0) objects.push(fileObject(file, value));
      else {
        const fields = missing.map((path) => path.join('.')).join(', ');
        problems.push({ file, message: `document ${index + 1} is no Kubernetes object: it has no ${fields}` });
      }
    }
  }
  return { objects, problems };
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** An alias that points nowhere is an error only here. */
function plain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return 'no object';
  }
}

/** The objects of a document: none of an empty one, each of a `List`. */
function items(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (isData(value) && asText(value['kind']) === 'List' && Array.isArray(value['items'])) return value['items'];
  return [value];
}

function fileObject(file: string, manifest: Data): FileObject {
  const name = textAt(manifest, 'metadata', 'name') ?? '';
  const namespace = textAt(manifest, 'metadata', 'namespace') ?? '';
  const kind = asText(manifest['kind']) ?? '';
  const reference = [kind, ...(namespace === '' ? [] : [namespace]), name].join('/');
  const description = describeObject(renderedObject({ path: reference, manifest }));
  const identity = `${groupOf(asText(manifest['apiVersion']) ?? '')} ${reference}`;
  return { file, name, reference, description, identity, manifest };
}
