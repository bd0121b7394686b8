/** The `spec` of a `batch/v1` Job, as plain data: what a controller makes jobs from. */
export interface JobTemplate {
  /** The pod of each job. Its `spec` says `restartPolicy: Never` or `OnFailure`. */
  readonly template: { readonly metadata?: object; readonly spec: object };
  /** Seconds after which a job that still runs is ended, with all its retries. */
  readonly activeDeadlineSeconds: number;
  /**
   * How often a failed pod is tried again.
   * @default - 6, Kubernetes' own
   */
  readonly backoffLimit?: number;
  /**
   * Seconds that a finished job stays.
   * @default - it stays until KEDA's history limits remove it
   */
  readonly ttlSecondsAfterFinished?: number;
  /**
   * Which failures count.
   * @default - all
   */
  readonly podFailurePolicy?: object;
}
