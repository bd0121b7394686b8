import type { CheckInput } from './check-input';
import type { Severity } from './finding';
import type { Look } from './look';

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
  /** What it looks at, and what it finds there. Nothing because of a token: what only a deployment knows is not judged. */
  readonly check: Look | readonly Look[];
}
