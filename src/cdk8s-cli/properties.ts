import type { CheckOptions } from '../checks/check';
import type { ServedApis } from '../checks/check-input';
import { RULES } from '../checks/rules';
import { waiverProblems } from '../checks/waiver';
import { capabilities } from '../core/capabilities';
import { explain, type Refusal } from '../core/refusal';
import { group, list, optional, shapeRefusals, text, type Shapes } from '../core/shape';

/** A rule that is not applied to manifests for a while: why, who answers for it, and until when. */
export interface ManifestWaiver {
  /** Id of the rule. */
  readonly rule: string;
  /**
   * The object that it is not applied to: `Kind/namespace/name`, or `Kind/name` for what belongs to the cluster.
   * @default - the rule is applied nowhere
   */
  readonly object?: string;
  /** Why this is right here. People read it later. */
  readonly reason: string;
  /** Who is asked when it ends: a team or a person. */
  readonly owner: string;
  /** Last day on which it holds, in UTC: `2027-03-31`. From the day after, it is an error. */
  readonly until: string;
}

/** `properties` of the plug-in in cdk8s.yaml. */
export interface SeaworthyValidationProperties {
  /**
   * Rules that are not applied for a while, each with its reason, owner and last day.
   * @default - every rule is applied everywhere
   */
  readonly waivers?: readonly ManifestWaiver[];
  /**
   * What the cluster serves.
   * @default - unknown: whether an API is served is not checked
   */
  readonly capabilities?: {
    /**
     * Version of the API server, as `1.36`.
     * @default - the version that Seaworthy renders for
     */
    readonly kubernetes?: string;
    /**
     * API groups with version of the custom resources that the cluster serves.
     * @default - none
     */
    readonly customResources?: readonly string[];
    /**
     * Names of Secrets that something else puts into namespaces.
     * @default - none
     */
    readonly secrets?: readonly string[];
    /**
     * Names of ConfigMaps that something else puts into namespaces.
     * @default - none
     */
    readonly configMaps?: readonly string[];
    /**
     * Names of SecretStores that something else puts into namespaces.
     * @default - none
     */
    readonly secretStores?: readonly string[];
  };
  /**
   * Names of output folders whose manifests are deployed apart from each other, such as one for each environment. Each is
   * checked on its own.
   * @default - all manifests are deployed together
   */
  readonly separateFolders?: readonly string[];
}

/** The same, read and found right. */
export interface ReadProperties {
  readonly waivers: readonly ManifestWaiver[];
  readonly capabilities: ServedApis | undefined;
  readonly separateFolders: readonly string[];
}

const WAIVER: Shapes = { rule: text, reason: text, owner: text, until: text, object: optional(text) };
const CAPABILITIES: Shapes = {
  kubernetes: optional(text),
  customResources: optional(list(text)),
  secrets: optional(list(text)),
  configMaps: optional(list(text)),
  secretStores: optional(list(text)),
};
const PROPERTIES: Shapes = {
  waivers: optional(list(group(WAIVER))),
  capabilities: optional(group(CAPABILITIES)),
  separateFolders: optional(list(text)),
};

const REFERENCE = /^[^/\s]+(\/[^/\s]+){1,2}$/;
const FOLDER = /^[^/\\]+$/;

/**
 * Reads the plug-in's properties.
 * @throws with everything that is wrong with them
 */
export function readProperties(given: SeaworthyValidationProperties): ReadProperties {
  const shape = shapeRefusals('properties', given, group(PROPERTIES));
  const problems = [...shape.map(explain), ...unknownNames(given).map(explain)];
  // what has another type cannot be looked at any closer
  if (shape.length === 0) problems.push(...valueProblems(given));
  if (problems.length > 0)
    throw new Error(`SeaworthyValidation in cdk8s.yaml has wrong properties:\n  ${problems.join('\n  ')}`);
  return {
    waivers: given.waivers ?? [],
    capabilities: given.capabilities === undefined ? undefined : capabilities(given.capabilities),
    separateFolders: given.separateFolders ?? [],
  };
}

/** Waivers as the checks take them: an object's reference stands where a construct's path would. */
export function checkOptions(waivers: readonly ManifestWaiver[], now: Date): CheckOptions {
  return { waivers: waivers.map(({ object, ...waiver }) => ({ ...waiver, path: object })), now };
}

function valueProblems({ waivers = [], capabilities: served, separateFolders = [] }: SeaworthyValidationProperties) {
  const references = waivers.flatMap(({ object }, index): Refusal[] =>
    object === undefined || REFERENCE.test(object)
      ? []
      : [
          {
            prop: `properties.waivers[${index}].object`,
            value: object,
            problem: 'names no object',
            allowed: 'Kind/namespace/name, or Kind/name for what belongs to the cluster',
            fix: 'write it as in Deployment/shop/shop-api, or leave it out',
          },
        ],
  );
  const folders = separateFolders.flatMap((folder, index): Refusal[] =>
    FOLDER.test(folder)
      ? []
      : [
          {
            prop: `properties.separateFolders[${index}]`,
            value: folder,
            problem: 'is no name of a folder',
            allowed: 'one name, without / or \\',
            fix: 'write the name of the folder alone, such as prod',
          },
        ],
  );
  const rules = RULES.map(({ id }) => id);
  return [
    ...[...references, ...folders].map(explain),
    ...waiverProblems(waivers, rules).map((line) => `properties.${line}`),
    ...(served === undefined ? [] : thrownBy(() => capabilities(served))),
  ];
}

function unknownNames(given: SeaworthyValidationProperties): Refusal[] {
  const waivers: unknown = given.waivers;
  return [
    ...notIn('properties', given, PROPERTIES),
    ...notIn('properties.capabilities', given.capabilities, CAPABILITIES),
    ...(Array.isArray(waivers) ? waivers : []).flatMap((one: unknown, index) =>
      notIn(`properties.waivers[${index}]`, one, WAIVER),
    ),
  ];
}

function notIn(prop: string, value: unknown, shapes: Shapes): Refusal[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value)
    .filter((name) => !Object.hasOwn(shapes, name))
    .map((name) => ({
      prop: `${prop}.${name}`,
      problem: 'is not known',
      allowed: Object.keys(shapes).join(', '),
      // manifests do not say which construct rendered them
      fix: name === 'path' ? 'name the object itself: object: Kind/namespace/name' : 'correct or remove it',
    }));
}

function thrownBy(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split(/\n\s*/);
  }
}
