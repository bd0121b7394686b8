import type { AccessEnforcer, AccessGrant } from 'seaworthy';
import { field, type SettingsOf } from 'seaworthy/settings';

/** Setting: groups of the identity provider that have each role. */
export const rolesField = () => {
  const groups = field.list(field.string({ example: 'shop-developers' }), { unique: true });
  return field
    .group({ developer: groups.default([]), operator: groups.default([]), admin: groups.default([]) })
    .describe('Groups of the identity provider that have each role');
};

const grant = field.group({
  name: field.dnsLabel().describe('Name of the ticket'),
  role: field.oneOf(['developer', 'operator', 'admin', 'break-glass']),
  user: field.string({ example: 'ada@example.com' }).describe('Who may do more'),
  reason: field.string({ example: 'payments are stuck in the queue' }),
  approvedBy: field.string({ example: 'duty manager' }),
  expires: field.string({ example: '2026-11-21T18:00:00Z' }).describe('When it ends, in UTC'),
});

/** Setting: who may do more for a time, and what ends that in the cluster. */
export const accessField = () =>
  field
    .group({
      grants: field.list(grant, { unique: 'name' }).default([]),
      image: field.image().describe('Image with sh, date and kubectl'),
      apiServer: field.list(field.cidr(), { min: 1, unique: true }).describe('Addresses of the API server'),
    })
    .describe('Who may do more for a time, and what ends that');

type AccessSettings = SettingsOf<ReturnType<typeof accessField>>;

/** The access that settings describe. What ends it runs in a namespace where nobody with a grant can stop it. */
export function accessOf(
  { grants, image, apiServer }: AccessSettings,
  namespace: string,
): { readonly grants: readonly AccessGrant[]; readonly enforcer: AccessEnforcer } {
  return {
    grants: grants.map(({ user, ...terms }) => ({ ...terms, to: { user } })),
    enforcer: { namespace, image, apiServer },
  };
}
