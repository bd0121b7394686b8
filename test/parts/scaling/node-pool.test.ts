import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { NodeClass, NodePool, Percent, type NodeClassProps, type NodePoolProps } from 'seaworthy';
import { only, problems, type Fields } from '../../rendering';

const nodeClass = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' };
const limits = { cpu: Cpu.units(100), memory: Size.gibibytes(400) };
const pool = (given: Partial<NodePoolProps> = {}) =>
  only('NodePool', (chart) => {
    new NodePool(chart, 'Pool', { name: 'general', nodeClass, limits, ...given });
  });
const refusedPool = (given: Partial<NodePoolProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => {
    new NodePool(chart, 'Pool', { name: 'general', nodeClass, limits, ...given });
  }, offers);

const oneIn = (key: string, ...values: string[]) => ({ key, operator: 'In', values });
const template = (given: Partial<NodePoolProps>) => pool(given).spec.template as Fields;

describe('NodePool', () => {
  test('defaults: on-demand nodes of current generations, a month old at most, a tenth given up at a time', () => {
    const { metadata, spec } = pool();
    expect(metadata).toEqual({ name: 'general', labels: { 'app.kubernetes.io/managed-by': 'seaworthy' } });
    expect(spec).toEqual({
      template: {
        spec: {
          nodeClassRef: nodeClass,
          requirements: [
            oneIn('karpenter.sh/capacity-type', 'on-demand'),
            oneIn('kubernetes.io/arch', 'amd64'),
            oneIn('kubernetes.io/os', 'linux'),
            oneIn('karpenter.k8s.aws/instance-category', 'c', 'm', 'r'),
            { key: 'karpenter.k8s.aws/instance-generation', operator: 'Gt', values: ['4'] },
          ],
          expireAfter: '720h',
          terminationGracePeriod: '24h',
        },
      },
      disruption: {
        consolidationPolicy: 'WhenEmptyOrUnderutilized',
        consolidateAfter: '5m',
        budgets: [{ nodes: '10%' }],
      },
      limits: { cpu: '100', memory: '400Gi' },
    });
  });

  test('a mix of spot and on-demand nodes, for pods that tolerate it', () => {
    const taints = [{ key: 'acme.example.com/spot', effect: 'NoSchedule' }] as const;
    const labels = { 'acme.example.com/pool': 'spot' };
    const given = template({ capacity: ['spot', 'on-demand'], architectures: ['arm64'], taints, labels });
    expect(given.metadata).toEqual({ labels });
    expect(given.spec).toMatchObject({
      taints,
      requirements: expect.arrayContaining([
        oneIn('karpenter.sh/capacity-type', 'spot', 'on-demand'),
        oneIn('kubernetes.io/arch', 'arm64'),
      ]) as unknown,
    });
  });

  test('exact instance types take the place of categories and generations', () => {
    expect(template({ instanceTypes: ['m7g.large'], zones: ['eu-west-1a'] }).spec?.requirements).toEqual([
      oneIn('karpenter.sh/capacity-type', 'on-demand'),
      oneIn('kubernetes.io/arch', 'amd64'),
      oneIn('kubernetes.io/os', 'linux'),
      oneIn('node.kubernetes.io/instance-type', 'm7g.large'),
      oneIn('topology.kubernetes.io/zone', 'eu-west-1a'),
    ]);
  });

  test('in a window no node is given up but empty ones', () => {
    const { spec } = pool({
      consolidation: 'empty',
      consolidateAfter: Duration.seconds(90),
      disruptedAtATime: Percent.of(5),
      windows: [{ start: '0 8 * * mon-fri', lasts: Duration.minutes(90) }],
      weight: 10,
    });
    expect(spec).toMatchObject({
      weight: 10,
      disruption: {
        consolidationPolicy: 'WhenEmpty',
        consolidateAfter: '90s',
        budgets: [
          { nodes: '5%' },
          { nodes: '0', schedule: '0 8 * * mon-fri', duration: '90m', reasons: ['Underutilized', 'Drifted'] },
        ],
      },
    });
  });

  test.each<[title: string, given: Partial<NodePoolProps>, message: string]>([
    ['a pool that may have no node', { limits: { ...limits, cpu: Cpu.units(0) } }, "limits.cpu '0' allows no node"],
    ['nothing to buy', { capacity: [] }, 'capacity is empty'],
    ['spot nodes of one type', { capacity: ['spot'], instanceTypes: ['m7i.large'] }, 'on spot capacity alone'],
    ['a weight of 101', { weight: 101 }, 'weight 101 is out of range; allowed: a whole number, 1 to 100'],
    ['no node at a time', { disruptedAtATime: Percent.of(0) }, 'disruptedAtATime 0 is out of range'],
    [
      "a label of Karpenter's",
      { labels: { 'karpenter.sh/capacity-type': 'spot' } },
      'is a label that Karpenter writes',
    ],
    [
      'a window at no time',
      { windows: [{ start: '0 8 * *', lasts: Duration.hours(1) }] },
      "windows[0].start '0 8 * *'",
    ],
    ['a window of seconds', { windows: [{ start: '0 8 * * *', lasts: Duration.seconds(90) }] }, 'in whole minutes'],
  ])('rejects %s', (_title, given, message) => {
    expect(refusedPool(given)).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a cluster without Karpenter', () => {
    expect(refusedPool({}, {})).toEqual([expect.stringContaining('karpenter.sh/v1')]);
  });
});

describe('NodeClass', () => {
  const made: NodeClassProps = { name: 'default', cluster: 'acme', role: 'acme-node', image: 'al2023@v20261105' };
  const spec = (given: Partial<NodeClassProps> = {}) =>
    only('EC2NodeClass', (chart) => {
      new NodeClass(chart, 'Class', { ...made, ...given });
    }).spec;
  const refused = (given: Partial<NodeClassProps>, offers?: Parameters<typeof problems>[1]) =>
    problems((chart) => {
      new NodeClass(chart, 'Class', { ...made, ...given });
    }, offers);
  const discovered = [{ tags: { 'karpenter.sh/discovery': 'acme' } }];

  test('defaults: 50 GiB, encrypted; metadata for the node alone; subnets and groups by their tag', () => {
    expect(spec()).toEqual({
      role: 'acme-node',
      amiSelectorTerms: [{ alias: 'al2023@v20261105' }],
      subnetSelectorTerms: discovered,
      securityGroupSelectorTerms: discovered,
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          rootVolume: true,
          ebs: { volumeSize: '50Gi', volumeType: 'gp3', encrypted: true, deleteOnTermination: true },
        },
      ],
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpProtocolIPv6: 'disabled',
        httpPutResponseHopLimit: 1,
        httpTokens: 'required',
      },
    });
  });

  test('the disk of Bottlerocket is its second one; key, size and tags are as given', () => {
    const given = {
      image: 'bottlerocket@v1.49.0',
      disk: Size.gibibytes(200),
      kmsKey: 'alias/nodes',
      tags: { team: 'a' },
    };
    expect(spec(given)).toMatchObject({
      tags: { team: 'a' },
      blockDeviceMappings: [{ deviceName: '/dev/xvdb', ebs: { volumeSize: '200Gi', kmsKeyID: 'alias/nodes' } }],
    });
  });

  test.each<[title: string, given: Partial<NodeClassProps>, message: string]>([
    ['the latest image', { image: 'al2023@latest' }, "image 'al2023@latest' changes by itself"],
    ['an image without a version', { image: 'al2023' }, "image 'al2023' is no machine image with a version"],
    ['no role', { role: '' }, 'role is empty'],
    ['a role by its ARN', { role: 'arn:aws:iam::123456789012:role/node' }, 'is an ARN'],
    ['half a disk', { disk: Size.mebibytes(512) }, "disk '0.5Gi' is not the size of a disk"],
    ["a tag of Karpenter's", { tags: { 'karpenter.sh/nodepool': 'x' } }, 'is a tag that Karpenter or EKS writes'],
  ])('rejects %s', (_title, given, message) => {
    expect(refused(given)).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a cluster without Karpenter for AWS', () => {
    expect(refused({}, {})).toEqual([expect.stringContaining('karpenter.k8s.aws/v1')]);
  });
});
