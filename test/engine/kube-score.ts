import { mustRun, run } from '../../sandbox/machine/command';
import type { RenderedSet } from './rendered-sets';

/** Something that kube-score does not like. */
export interface ScoreFinding {
  /** Id of the check: `container-resources`. */
  readonly check: string;
  /** What it says: `CPU limit is not set`. */
  readonly says: string;
  /** Where: `page worker: Deployment shop-mailer`. */
  readonly object: string;
}

/** A finding that stays, as `docs/kube-score.yaml` lists it. */
export interface AcceptedFinding {
  readonly check: string;
  readonly says: string;
  /** The objects that it is accepted of, or `every` one. */
  readonly objects: readonly string[] | 'every';
  readonly reason: string;
}

/** An object as kube-score tells it, as far as this reads. */
interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string; readonly name: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly summary: string }[] | null;
  }[];
}

/** The grade of a check that has nothing to say. */
const FINE = 10;

/** Asks kube-score for everything that it knows, also what it does not ask by itself. */
export async function kubeScore(program: string, kubernetes: string, set: RenderedSet): Promise<ScoreFinding[]> {
  const options = ['--all-default-optional', `--kubernetes-version=${kubernetes}`, '--output-format=json'];
  // its code tells whether there are findings
  const { stdout, stderr } = await run(program, ['score', ...options, ...set.files]);
  // it says null of objects that it knows nothing of
  if (!/^(\[|null\b)/.test(stdout)) throw new Error(`kube-score on ${set.name}: ${stdout}${stderr}`);
  return ((JSON.parse(stdout) ?? []) as ScoredObject[]).flatMap(({ type_meta: type, object_meta: meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => grade < FINE && !skipped)
      .flatMap(({ check, comments }) =>
        (comments ?? [{ summary: check.name }]).map(({ summary }) => ({
          check: check.id,
          says: summary,
          object: `${set.name}: ${type.kind} ${meta.name}`,
        })),
      ),
  );
}

/** Findings that are not accepted, and accepted ones that are gone. */
export function compareFindings(
  findings: readonly ScoreFinding[],
  accepted: readonly AcceptedFinding[],
): { readonly unlisted: readonly string[]; readonly gone: readonly string[] } {
  const same = (finding: ScoreFinding, entry: AcceptedFinding): boolean =>
    finding.check === entry.check && finding.says === entry.says;
  const unlisted = findings.filter(
    (finding) =>
      !accepted.some(
        (entry) => same(finding, entry) && (entry.objects === 'every' || entry.objects.includes(finding.object)),
      ),
  );
  const gone = accepted.flatMap((entry) => {
    const there = findings.filter((finding) => same(finding, entry)).map(({ object }) => object);
    if (entry.objects === 'every') return there.length === 0 ? [`${entry.check}: ${entry.says}`] : [];
    return entry.objects
      .filter((object) => !there.includes(object))
      .map((object) => `${entry.check}: ${entry.says} (${object})`);
  });
  return { unlisted: unlisted.map(({ check, says, object }) => `${check}: ${says} (${object})`), gone };
}

/** What kube-score can find at all. */
export async function knownChecks(program: string): Promise<readonly string[]> {
  const rows = await mustRun(program, ['list']);
  return rows
    .trim()
    .split('\n')
    .map((row) => row.slice(0, row.indexOf(',')));
}
