import { Size, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import { dnsSubdomainRefusal } from '../../core/names';
import { kibibytesOf } from '../../core/quantity';
import { refuse, type Refusal } from '../../core/refusal';
import { optional, requireShape, size, text, textByName, type Shapes } from '../../core/shape';
import { hasToken } from '../../core/token';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { EC2NodeClass } from '../../kinds/karpenter';
import type { NodeClassReference } from './node-pool-props';

/** Properties for `NodeClass`. */
export interface NodeClassProps {
  readonly name: string;
  /** Name of the EKS cluster: subnets and security groups are found by their tag `karpenter.sh/discovery` of this value. */
  readonly cluster: string;
  /** Name of the IAM role of its nodes. */
  readonly role: string;
  /** Machine image with its version: `al2023@v20261105` or `bottlerocket@v1.49.0`. A newer one replaces every node. */
  readonly image: string;
  /**
   * Disk of each node, for images, logs and ephemeral volumes.
   * @default Size.gibibytes(50)
   */
  readonly disk?: Size;
  /**
   * KMS key of the disks.
   * @default - the account's own for EBS
   */
  readonly kmsKey?: string;
  /**
   * Tags of its instances and disks.
   * @default - none of its own
   */
  readonly tags?: Readonly<Record<string, string>>;
}

const SHAPES: Shapes = {
  name: text,
  cluster: text,
  role: text,
  image: text,
  disk: optional(size),
  kmsKey: optional(text),
  tags: optional(textByName),
};
const DEFAULTS = { disk: Size.gibibytes(50) } as const;

/** Families of machine images, with the device that holds what pods write. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['al2023', '/dev/xvda'],
  ['bottlerocket', '/dev/xvdb'],
]);
const IMAGE = /^([a-z0-9]+)@(v[\w.-]+)$/;
const DISCOVERY = 'karpenter.sh/discovery';
const GIBIBYTE = 1024 * 1024;
/** Tags that Karpenter and EKS write. */
const RESTRICTED =
  /^(eks:eks-cluster-name|kubernetes\.io\/cluster.*|karpenter\.sh\/(nodepool|nodeclaim)|karpenter\.k8s\.aws\/ec2nodeclass)$/;

/**
 * How nodes are made on AWS: an image of a fixed version, encrypted disks, and instance metadata that pods cannot reach.
 */
export class NodeClass extends Construct implements NodeClassReference {
  public readonly group = 'karpenter.k8s.aws';
  public readonly kind = 'EC2NodeClass';
  public readonly name: string;
  public readonly ec2NodeClass: ApiObject;

  public constructor(scope: Construct, id: string, props: NodeClassProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { cluster, role, image, disk = DEFAULTS.disk, kmsKey, tags } = props;
    this.name = props.name;
    refuse(this, refusalsOf(props, disk));
    demand(this, demandCustomResource('NodeClass', CUSTOM_RESOURCE_API.karpenterAws));
    const discovered = [{ tags: { [DISCOVERY]: cluster } }];
    this.ec2NodeClass = new EC2NodeClass(this, 'EC2NodeClass', {
      metadata: { name: props.name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        role,
        amiSelectorTerms: [{ alias: image }],
        subnetSelectorTerms: discovered,
        securityGroupSelectorTerms: discovered.map((term) => ({ ...term })),
        blockDeviceMappings: [
          {
            deviceName: FAMILIES.get(image.split('@')[0] ?? '') ?? '/dev/xvda',
            rootVolume: true,
            ebs: {
              volumeSize: `${kibibytesOf(disk) / GIBIBYTE}Gi`,
              volumeType: 'gp3',
              encrypted: true,
              deleteOnTermination: true,
              ...(kmsKey !== undefined && { kmsKeyID: kmsKey }),
            },
          },
        ],
        // one hop: a pod that is not on the node's own network cannot take the node's role
        metadataOptions: {
          httpEndpoint: 'enabled',
          httpProtocolIPv6: 'disabled',
          httpPutResponseHopLimit: 1,
          httpTokens: 'required',
        },
        ...(tags && { tags: { ...tags } }),
      },
    });
  }
}

function refusalsOf({ name, cluster, role, image, tags = {} }: NodeClassProps, disk: Size): Refusal[] {
  const gibibytes = kibibytesOf(disk) / GIBIBYTE;
  const refusals: (Refusal | undefined)[] = [
    dnsSubdomainRefusal('name', name),
    imageRefusal(image),
    ...Object.entries({ cluster, role }).map(([prop, value]) => (value.trim() === '' ? missing(prop) : undefined)),
    role.startsWith('arn:') ? roleByArn(role) : undefined,
    Number.isInteger(gibibytes) && gibibytes >= 1 && gibibytes <= 16384 ? undefined : noDisk(gibibytes),
    ...Object.keys(tags)
      .filter((tag) => RESTRICTED.test(tag) || tag === '')
      .map((tag) => ({
        prop: `tags.${tag}`,
        problem: 'is a tag that Karpenter or EKS writes',
        allowed: 'tags of your own',
        fix: 'leave it out',
      })),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function imageRefusal(image: string): Refusal | undefined {
  if (hasToken(image)) return undefined;
  const [, family = ''] = IMAGE.exec(image) ?? [];
  if (FAMILIES.has(family)) return undefined;
  const latest = image.endsWith('@latest');
  return {
    prop: 'image',
    value: image,
    problem: latest ? 'changes by itself, and with it every node of the fleet' : 'is no machine image with a version',
    allowed: `${[...FAMILIES.keys()].join(' or ')}, '@' and a version, such as al2023@v20261105`,
    fix: 'name the version, and raise it like any other',
  };
}

function missing(prop: string): Refusal {
  return { prop, problem: 'is empty', allowed: 'a name', fix: 'write it' };
}

function roleByArn(value: string): Refusal {
  return { prop: 'role', value, problem: 'is an ARN', allowed: 'the name of the role', fix: 'leave out the rest' };
}

function noDisk(gibibytes: number): Refusal {
  return {
    prop: 'disk',
    value: `${gibibytes}Gi`,
    problem: 'is not the size of a disk',
    allowed: 'whole gibibytes, 1 to 16384',
    fix: 'write whole units, such as Size.gibibytes(50)',
  };
}
