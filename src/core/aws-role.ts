import type { Refusal } from './refusal';
import { hasToken } from './token';

const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** What is wrong with the ARN of an IAM role, or nothing. `otherwise` says what leaving it out means. */
export function awsRoleRefusal(prop: string, role: string | undefined, otherwise: string): Refusal | undefined {
  if (role === undefined || hasToken(role) || ROLE.test(role)) return undefined;
  return {
    prop,
    value: role,
    problem: 'is not the ARN of an IAM role',
    allowed: 'arn:aws:iam::<account>:role/<name>',
    fix: `write the whole ARN, or leave it out ${otherwise}`,
  };
}
