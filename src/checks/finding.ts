/** An error stops synthesis and deployment, a warning is told. */
export type Severity = 'error' | 'warning';

/** Something that a rule found wrong in what would be deployed. */
export interface Finding {
  /** Id of the rule: `service-port`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the construct that renders the object. */
  readonly path: string;
  /** The object: `apps/v1 Deployment shop/api`. */
  readonly object: string;
  /** What is wrong: what was found, and what is allowed. */
  readonly message: string;
  /** How to mend it. */
  readonly fix: string;
}

/** A finding as one line: `[error service-port] shop/api/Service (v1 Service shop/api): ...; fix`. */
export function explainFinding({ rule, severity, path, object, message, fix }: Finding): string {
  return `[${severity} ${rule}] ${path} (${object}): ${message}; ${fix}`;
}
