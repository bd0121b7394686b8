import { explain } from '../core/refusal';
import type { Field } from './field';
import { schemaOf } from './field-schema';
import { specOf } from './field-spec';
import { bottomlessPath, forbiddenPaths, layerOf, mergeLayers } from './layers';
import type { SettingsLayer } from './layers';
import { problemsOf } from './problems';
import type { Problem } from './problems';
import { pathText, segmentsOf } from './setting-path';
import type { SettingPath } from './setting-path';
import { SettingsError } from './settings-error';

/** How settings are named in errors. */
export interface ReadOptions {
  /**
   * Path of the settings as a whole: `featureApi`.
   * @default - paths start with the first setting's name
   */
  readonly where?: string;
}

/**
 * Puts layers of plain data over each other and reads them once. Groups are merged setting by setting; lists and plain
 * values are replaced; `null` takes back what a lower layer wrote.
 *
 * @param layers from the weakest (defaults) to the strongest (overrides)
 * @throws SettingsError with everything that is wrong, each with path, value, what is allowed, the fix and the layer
 */
export function readSettings<Value, Written>(
  schema: Field<Value, Written>,
  layers: readonly SettingsLayer[],
  options: ReadOptions = {},
): Value {
  const spec = specOf(schema);
  const where = segmentsOf(options.where ?? '');
  const bottomless = layers.flatMap((layer) => {
    const path = bottomlessPath(layer.values);
    return path === undefined ? [] : [`${explainBottomless(where, path)} (in ${layer.from})`];
  });
  if (bottomless.length > 0) throw new SettingsError(bottomless);
  const data = mergeLayers(
    layers.map(({ values }) => values),
    spec,
  );
  const result = schemaOf(schema).safeParse(data);
  const forbidden = layers.flatMap((layer) =>
    forbiddenPaths(layer.values).map((path) => `${explainForbidden(where, path)} (in ${layer.from})`),
  );
  const refused = result.success
    ? []
    : problemsOf(spec, data, result.error.issues, where).map((problem) => explainProblem(problem, layers));
  if (forbidden.length + refused.length > 0) throw new SettingsError([...forbidden, ...refused]);
  // the parser of a field gives the field's type; the two are made together
  return result.data as Value;
}

function explainProblem({ path, refusal }: Problem, layers: readonly SettingsLayer[]): string {
  const layer = layerOf(layers, path);
  return layer === undefined ? explain(refusal) : `${explain(refusal)} (in ${layer.from})`;
}

function explainBottomless(where: SettingPath, path: SettingPath): string {
  return explain({
    prop: pathText([...where, ...path]),
    problem: 'is nested without end, or too deeply',
    allowed: 'groups and lists that do not hold themselves',
    fix: 'write it as plain data',
  });
}

function explainForbidden(where: SettingPath, path: SettingPath): string {
  return explain({
    prop: pathText([...where, ...path]),
    problem: 'is a reserved name',
    allowed: 'names of settings',
    fix: 'remove it',
  });
}
