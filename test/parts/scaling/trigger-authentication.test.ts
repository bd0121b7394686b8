import { TriggerAuthentication, type TriggerAuthenticationProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const names = { name: 'login', namespace: 'mail' };
const spec = (props: TriggerAuthenticationProps) =>
  only('TriggerAuthentication', (chart) => {
    new TriggerAuthentication(chart, 'Login', props);
  }).spec;
const password = { parameter: 'password', secret: 'mailer', key: 'redis-password' };

describe('TriggerAuthentication', () => {
  test('a parameter comes from a key of a Secret', () => {
    expect(spec({ ...names, secrets: [password] })).toEqual({
      secretTargetRef: [{ parameter: 'password', name: 'mailer', key: 'redis-password' }],
    });
  });

  test.each([
    ['operator', { identityOwner: 'keda' }],
    ['workload', { identityOwner: 'workload' }],
    [{ role: 'arn:aws:iam::123456789012:role/queue' }, { roleArn: 'arn:aws:iam::123456789012:role/queue' }],
  ] as const)('AWS is asked as %j', (aws, identity) => {
    expect(spec({ ...names, aws })).toEqual({ podIdentity: { provider: 'aws', ...identity } });
  });

  test.each<[title: string, props: TriggerAuthenticationProps, message: string]>([
    ['nothing to log in with', { ...names, secrets: [] }, 'secrets is empty'],
    [
      'a parameter twice',
      { ...names, secrets: [password, password] },
      "secrets[1].parameter 'password' is there twice",
    ],
    ['a role by its name', { ...names, aws: { role: 'queue' } }, "aws.role 'queue' is not the ARN"],
    ['a bad name', { ...names, name: 'Log_In', aws: 'operator' }, "name 'Log_In' is not a valid DNS name"],
  ])('rejects %s', (_title, props, message) => {
    const found = problems((chart) => {
      new TriggerAuthentication(chart, 'Login', props);
    });
    expect(found).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a cluster without KEDA', () => {
    const found = problems((chart) => {
      new TriggerAuthentication(chart, 'Login', { ...names, aws: 'operator' });
    }, {});
    expect(found).toEqual([expect.stringContaining('keda.sh/v1alpha1')]);
  });
});
