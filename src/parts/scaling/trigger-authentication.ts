import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import type { TriggerAuthenticationReference } from '../../core/event-trigger';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { group, list, requireShape, shapeRefusals, text, type Shape, type Shapes } from '../../core/shape';
import { hasToken } from '../../core/token';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { TriggerAuthentication as TriggerAuthenticationKind } from '../../kinds/keda';

/** A parameter of triggers whose value is in a Secret. */
export interface TriggerSecret {
  /** Name of the parameter, as the scaler documents it: `password`. */
  readonly parameter: string;
  /** Name of the Secret. */
  readonly secret: string;
  /** Key in the Secret. */
  readonly key: string;
}

/** As whom KEDA asks AWS: as its own operator, as the service account of the workload, or as a role. */
export type TriggerAwsIdentity = 'operator' | 'workload' | { readonly role: string };

/** Properties for `TriggerAuthentication`. What KEDA logs in with is in Secrets, or is an identity. */
export type TriggerAuthenticationProps = {
  /** Name of the authentication. */
  readonly name: string;
  /** Namespace of the triggers that use it. */
  readonly namespace: string;
} & ({ readonly secrets: readonly TriggerSecret[] } | { readonly aws: TriggerAwsIdentity });

const SECRETS: Shape = list(group({ parameter: text, secret: text, key: text }));
const AWS: Shape = {
  allowed: "'operator', 'workload' or { role }",
  fix: 'write one of them',
  fits: (value) => value === 'operator' || value === 'workload' || group({}).fits(value),
  inside: (prop, value) => (typeof value === 'string' ? [] : shapeRefusals(prop, value, group({ role: text }))),
};
const NAMES: Shapes = { name: text, namespace: text };
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** What KEDA logs in with where it asks triggers. No secret passes through a manifest. */
export class TriggerAuthentication extends Construct implements TriggerAuthenticationReference {
  public readonly kind = 'TriggerAuthentication';
  public readonly name: string;
  public readonly triggerAuthentication: ApiObject;

  public constructor(scope: Construct, id: string, props: TriggerAuthenticationProps) {
    super(scope, id);
    const by: Shapes = 'aws' in props ? { aws: AWS } : { secrets: SECRETS };
    requireShape(this, props, { ...NAMES, ...by });
    this.name = props.name;
    const names = [dnsSubdomainRefusal('name', props.name), dnsLabelRefusal('namespace', props.namespace)];
    refuse(this, [
      ...names.filter((refusal) => refusal !== undefined),
      ...('aws' in props ? roleRefusals(props.aws) : secretRefusals(props.secrets)),
    ]);
    demand(this, demandCustomResource('TriggerAuthentication', CUSTOM_RESOURCE_API.keda));
    this.triggerAuthentication = new TriggerAuthenticationKind(this, 'TriggerAuthentication', {
      metadata: { name: props.name, namespace: props.namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec:
        'aws' in props
          ? { podIdentity: { provider: 'aws', ...identityOf(props.aws) } }
          : { secretTargetRef: props.secrets.map(({ parameter, secret, key }) => ({ parameter, name: secret, key })) },
    });
  }
}

function identityOf(aws: TriggerAwsIdentity) {
  if (typeof aws === 'object') return { roleArn: aws.role };
  return { identityOwner: aws === 'operator' ? ('keda' as const) : ('workload' as const) };
}

function roleRefusals(aws: TriggerAwsIdentity): Refusal[] {
  if (typeof aws === 'string' || hasToken(aws.role) || ROLE.test(aws.role)) return [];
  return [
    {
      prop: 'aws.role',
      value: aws.role,
      problem: 'is not the ARN of an IAM role',
      allowed: 'arn:aws:iam::<account>:role/<name>',
      fix: "write the whole ARN, or 'operator' for KEDA's own identity",
    },
  ];
}

function secretRefusals(secrets: readonly TriggerSecret[]): Refusal[] {
  if (secrets.length === 0) {
    return [{ prop: 'secrets', problem: 'is empty', allowed: 'one or more', fix: 'name what KEDA logs in with' }];
  }
  return secrets.flatMap(({ parameter, secret }, index) => {
    const at = `secrets[${index}]`;
    const name = dnsSubdomainRefusal(`${at}.secret`, secret);
    const twin = secrets.findIndex((other) => other.parameter === parameter) !== index;
    return [
      ...(name ? [name] : []),
      ...(twin
        ? [
            {
              prop: `${at}.parameter`,
              value: parameter,
              problem: 'is there twice',
              allowed: 'each parameter once',
              fix: 'remove one of them',
            },
          ]
        : []),
    ];
  });
}
