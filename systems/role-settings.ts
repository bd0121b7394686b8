import { field } from 'seaworthy/settings';

const groups = () => field.list(field.string({ example: 'shop-developers' }), { unique: true }).default([]);

/** Setting: who has which role in the namespace of a system. */
export const rolesField = () =>
  field
    .group({ developer: groups(), operator: groups(), admin: groups() })
    .describe('Groups of the identity provider that have each role');
