/** A right that ends by itself. */
export interface AccessGrant {
  /** Name of the grant, a DNS label: that of the ticket, such as `inc-4711`. */
  readonly name: string;
  /** What may be done: a role of the namespace, or `break-glass`, which also reads Secrets and opens shells in pods. */
  readonly role: 'developer' | 'operator' | 'admin' | 'break-glass';
  /** Who may do it: one user, or one group of the identity provider. */
  readonly to: { readonly user: string } | { readonly group: string };
  /** Why. */
  readonly reason: string;
  /** Who agreed. */
  readonly approvedBy: string;
  /** When it ends, in UTC: `2026-11-21T18:00:00Z`. */
  readonly expires: string;
}

/** A grant in the register of an App. */
export interface RegisteredGrant extends AccessGrant {
  readonly namespace: string;
  /** Whether it had ended at the moment that the App was built for. An expired grant gives nothing: remove it. */
  readonly expired: boolean;
}
