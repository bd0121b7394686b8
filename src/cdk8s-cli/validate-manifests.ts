import { examine, rules } from '../checks/check';
import { explainWaiver, type WaiverUse } from '../checks/waiver';
import type { Finding } from '../checks/finding';
import { readManifest, type FileObject, type FileProblem } from './manifest-file';
import { checkOptions, readProperties, type ReadProperties, type SeaworthyValidationProperties } from './properties';
import type { ValidationContext, ViolatingResource, Violation } from './validation-context';

/** What a rule found, and the file that it was found in. */
interface LocatedFinding extends Finding {
  readonly at: FileObject;
}

/** Holds all rules against the manifests of a context, and submits its report. */
export function validateManifests(context: ValidationContext, given: SeaworthyValidationProperties, now: Date): void {
  const properties = readProperties(given);
  const read = [...context.manifests].sort().map(readManifest);
  const objects = read.flatMap((file) => file.objects);
  const renderings = separate(objects, properties.separateFolders);
  const problems = [...read.flatMap((file) => file.problems), ...renderings.flatMap(duplicates)];
  for (const { file, message } of problems) context.report.addViolation(unreadable(file, message));

  // half of the manifests would be found wanting for what the other half has
  const applied = problems.length > 0 ? [] : renderings.map((rendering) => applyRules(rendering, properties, now));
  const findings = applied.flatMap((one) => one.findings);
  for (const use of applied.flatMap(({ waivers }) => waivers))
    context.logger.log(`SeaworthyValidation: ${explainWaiver(use)}`);
  for (const violation of violations(findings, objects)) context.report.addViolation(violation);
  for (const unused of unusedWaivers(properties, objects)) context.logger.log(unused);

  const errors = problems.length + findings.filter(({ severity }) => severity === 'error').length;
  context.report.submit(errors > 0 ? 'failure' : 'success', {
    objects: String(objects.length),
    errors: String(errors),
    warnings: String(findings.filter(({ severity }) => severity === 'warning').length),
    ...(problems.length > 0 ? { 'not checked': 'all rules, because manifests cannot be read' } : {}),
    ...(problems.length === 0 && properties.capabilities === undefined
      ? { 'not checked': 'api-not-served, because properties.capabilities does not say what the cluster serves' }
      : {}),
  });
}

/** Objects by what is deployed together: those below each of the folders, and the rest. */
function separate(objects: readonly FileObject[], folders: readonly string[]): FileObject[][] {
  const renderings = new Map<string, FileObject[]>();
  const steps = objects.map(({ file }) => file.split(/[/\\]/));
  // folders above the output may have such a name too
  const isShared = (step: string, index: number) => steps.every((others) => others[index] === step);
  for (const [index, object] of objects.entries()) {
    const own = steps[index] ?? [];
    const shared = own.findIndex((step, depth) => !isShared(step, depth));
    const folder = own.slice(Math.max(shared, 0)).find((step) => folders.includes(step)) ?? '';
    renderings.set(folder, [...(renderings.get(folder) ?? []), object]);
  }
  return [...renderings.values()];
}

/** Two objects of one identity: rules could not tell them apart, and a cluster has only one of them. */
function duplicates(rendering: readonly FileObject[]): FileProblem[] {
  const seen = new Map<string, FileObject>();
  return rendering.flatMap((object) => {
    const twin = seen.get(object.identity);
    seen.set(object.identity, twin ?? object);
    return twin === undefined
      ? []
      : [
          {
            file: object.file,
            message: `has ${object.reference}, and so has ${twin.file}; remove one of them, or name in properties.separateFolders the folders that are deployed apart`,
          },
        ];
  });
}

function applyRules(
  rendering: readonly FileObject[],
  { waivers, capabilities }: ReadProperties,
  now: Date,
): { readonly findings: readonly LocatedFinding[]; readonly waivers: readonly WaiverUse[] } {
  const byReference = new Map(rendering.map((object) => [object.reference, object]));
  // a reference to nothing must not cover what begins like it
  const applicable = waivers.filter(({ object }) => object === undefined || byReference.has(object));
  const located = new Map(rendering.map((object) => [object.description, object]));
  const objects = rendering.map(({ reference, manifest }) => ({ path: reference, manifest }));
  const found = examine({ objects, capabilities }, checkOptions(applicable, now));
  const findings = found.findings.flatMap((finding) => {
    // a waiver that is over is told at its object, or at the first where it has none
    const at = located.get(finding.object) ?? byReference.get(finding.path) ?? rendering[0];
    return at === undefined ? [] : [{ ...finding, at }];
  });
  return { findings, waivers: found.waivers };
}

/** Findings by rule, severity and fix, in the order of the rules. */
function violations(findings: readonly LocatedFinding[], objects: readonly FileObject[]): Violation[] {
  const texts = new Map(rules().map((rule) => [rule.id, rule]));
  const sharing = new Map<string, number>();
  for (const { name } of objects) sharing.set(name, (sharing.get(name) ?? 0) + 1);
  const groups = new Map<string, Violation & { violatingResources: ViolatingResource[] }>();
  for (const { rule, severity, fix, message, object, at } of findings) {
    const key = `${rule} ${severity} ${fix}`;
    const entry = groups.get(key) ?? {
      ruleName: rule,
      recommendation: [`${severity}: ${texts.get(rule)?.title ?? rule}`, texts.get(rule)?.why ?? ''].join(' ').trim(),
      fix,
      violatingResources: [],
    };
    entry.violatingResources.push({
      // cdk8s-cli knows constructs by the names of objects alone: where two share one, it would name the wrong construct
      resourceName: sharing.get(at.name) === 1 ? at.name : at.reference,
      locations: [`${object}: ${message}`],
      manifestPath: at.file,
    });
    groups.set(key, entry);
  }
  return [...groups.values()];
}

function unreadable(file: string, message: string): Violation {
  return {
    ruleName: 'manifest',
    recommendation: 'error: Every manifest holds Kubernetes objects, each once. Nothing else can be deployed.',
    fix: 'correct what writes this file',
    violatingResources: [{ resourceName: file, locations: [message], manifestPath: file }],
  };
}

function unusedWaivers({ waivers }: ReadProperties, objects: readonly FileObject[]): string[] {
  const references = new Set(objects.map(({ reference }) => reference));
  return waivers.flatMap(({ rule, object }) =>
    object === undefined || references.has(object)
      ? []
      : [`SeaworthyValidation: the waiver of '${rule}' names ${object}, which is in no manifest; correct or remove it`],
  );
}
