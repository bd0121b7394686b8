import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';

type Schema = Readonly<Record<string, unknown>>;

/** The definitions that Kubernetes publishes, with the kinds that they are of. */
interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema & { readonly [KINDS]?: readonly Kind[] }>>;
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const KINDS = 'x-kubernetes-group-version-kind';
const METADATA = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const INTEGER_OR_TEXT = { oneOf: [{ type: 'string' }, { type: 'integer' }] };

/** Types that are written in more than one way. */
const WRITTEN_IN_TWO_WAYS: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': INTEGER_OR_TEXT,
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
};

/**
 * Writes a JSON schema for each kind, in which no field is allowed that the kind does not have: those of Kubernetes from
 * its OpenAPI document, those of custom resources from their definitions.
 *
 * @returns where a kind's schema is, in the words of kubeconform
 */
export function writeSchemas(folder: string, openApi: string, definitionFolders: readonly string[]): string {
  const { definitions } = JSON.parse(readFileSync(openApi, 'utf8')) as OpenApi;
  const shared = join(folder, 'definitions.json');
  const refer = (name: string): Schema => ({ $ref: `${pathToFileURL(shared).href}#/definitions/${name}` });
  const write = (file: string, schema: Schema): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(schema));
  };
  const place = ({ group, version, kind }: Kind): string =>
    join(folder, group === '' ? version : group, version, `${kind.toLowerCase()}.json`);

  write(shared, { definitions: { ...strictMembers(definitions), ...WRITTEN_IN_TWO_WAYS } });
  for (const [name, definition] of Object.entries(definitions))
    for (const kind of definition[KINDS] ?? []) write(place(kind), refer(name));
  for (const { spec } of definitionFolders.flatMap(definitionsIn)) {
    for (const { name: version, schema } of spec.versions) {
      const { properties, ...rest } = schema.openAPIV3Schema;
      const fields = { ...(properties as object), apiVersion: { type: 'string' }, kind: { type: 'string' } };
      const whole = strict({ ...rest, properties: fields }) as { properties: Schema };
      const place_ = place({ group: spec.group, version, kind: spec.names.kind });
      write(place_, { ...whole, properties: { ...whole.properties, metadata: refer(METADATA) } });
    }
  }
  return join(folder, '{{ .Group }}', '{{ .ResourceAPIVersion }}', '{{ .ResourceKind }}.json');
}

function definitionsIn(folder: string): CustomResourceDefinition[] {
  return readdirSync(folder).flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).flatMap((document): CustomResourceDefinition[] => {
      const object: unknown = document.toJS();
      return isDefinition(object) ? [object] : [];
    }),
  );
}

function isDefinition(object: unknown): object is CustomResourceDefinition {
  return (
    typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'CustomResourceDefinition'
  );
}

/** The same schema with what JSON schema does not know in its words, and closed to fields that it does not name. */
function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true) return INTEGER_OR_TEXT;
  const open = schema.additionalProperties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const members = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === 'properties' || key === 'definitions') return [key, strictMembers(value as Record<string, Schema>)];
    if (key === 'items' || key === 'additionalProperties')
      return [key, typeof value === 'object' ? strict(value as Schema) : value];
    if (key === 'type' && schema.nullable === true) return [key, [value, 'null']];
    return [key, value];
  });
  const closed = schema.properties !== undefined && !open ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(members), ...closed };
}

function strictMembers(schemas: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema)]));
}
