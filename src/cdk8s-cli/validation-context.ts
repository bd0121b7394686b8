/** What cdk8s-cli hands to a validation plug-in, as far as it is used: its own interfaces, so that it need not be installed. */
export interface ValidationContext {
  /** Paths of the manifests that were synthesised. */
  readonly manifests: readonly string[];
  readonly report: ValidationReport;
  readonly logger: { log(message: string): void };
}

/** Collects what a plug-in finds. cdk8s-cli prints it, and ends with code 2 after a failure. */
export interface ValidationReport {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** One rule, and the objects that break it. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** An object that breaks a rule. cdk8s-cli looks up its construct by `resourceName`, which is the name of the object alone. */
export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}
