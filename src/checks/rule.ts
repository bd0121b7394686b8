import type { CheckInput } from './check-input';
import type { Severity } from './finding';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

/** What a rule found at one object. */
export interface Found {
  readonly at: RenderedObject;
  readonly message: string;
  /**
   * How to mend it here.
   * @default - the rule's own fix
   */
  readonly fix?: string;
  /**
   * How bad it is here.
   * @default - the rule's own severity
   */
  readonly severity?: Severity;
}

/** A rule over everything that would be deployed. Its texts are its documentation. */
export interface Rule {
  /** Name in findings and waivers. A contract: it never changes. */
  readonly id: string;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** What happens when it does not. */
  readonly why: string;
  /** How to mend what it finds. */
  readonly fix: string;
  /** How bad a finding is, unless it says otherwise. */
  readonly severity: Severity;
  /** What it refuses, and nothing that another rule refuses. Made when it is asked for: most programs never do. */
  readonly bad: () => CheckInput;
  /** The same, mended: no rule finds anything in it. */
  readonly good: () => CheckInput;
  /** Looks at everything. It reports nothing because of a token: what only a deployment knows is not judged. */
  readonly check: (rendering: Rendering) => Iterable<Found>;
}
