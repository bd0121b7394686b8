import { ApiObject, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { binaryQuantity, divideUp, larger, ONE, type Amount } from '../../core/amount';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { environmentOf } from '../../core/environment';
import { isData, type Data } from '../../core/manifest-data';
import { meshMode } from '../../core/mesh';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import {
  countedObject,
  countsInPeak,
  largestMemory,
  namespacePeak,
  quotaQuantity,
  type CountedObject,
  type NamespacePeak,
} from '../../core/namespace-peak';
import { Percent } from '../../core/percent';
import type { ContainerDefaults } from '../../core/pod-amounts';
import { cpuMillis, cpuQuantity, cpuRefusal, kibibytesOf, memoryQuantity, memoryRefusal } from '../../core/quantity';
import { explain, refuse, type Refusal } from '../../core/refusal';
import { cpu, number, optional, percent, requireShape, size, text, type Shapes } from '../../core/shape';
import { LimitRange, ResourceQuota } from '../../kinds/core';

/** Properties for `NamespaceQuota`. */
export interface NamespaceQuotaProps {
  /** Namespace whose objects are counted, and whose pods are held to the quota. */
  readonly namespace: string;
  /**
   * Name of the ResourceQuota and the LimitRange.
   * @default 'peak'
   */
  readonly name?: string;
  /**
   * Room above the peak, for what no manifest shows: pods that are ending while new ones start, what other admission adds.
   * @default Percent.of(0)
   */
  readonly headroom?: Percent;
  /**
   * Most nodes that the cluster grows to: a DaemonSet has a pod on each.
   * @default - unknown, and a DaemonSet in the namespace is refused
   */
  readonly nodes?: number;
  /**
   * CPU that a container reserves when it names none.
   * @default Cpu.millis(100)
   */
  readonly defaultCpu?: Cpu;
  /**
   * Memory that a container reserves, and may use at most, when it names none.
   * @default Size.mebibytes(128)
   */
  readonly defaultMemory?: Size;
}

const SHAPES: Shapes = {
  namespace: text,
  name: optional(text),
  headroom: optional(percent),
  nodes: optional(number),
  defaultCpu: optional(cpu),
  defaultMemory: optional(size),
};

const DEFAULTS = {
  name: 'peak',
  headroom: Percent.of(0),
  defaultCpu: Cpu.millis(100),
  defaultMemory: Size.mebibytes(128),
} as const;

/** 100 %, in thousandths of a percent. */
const WHOLE = 100_000n;

/**
 * A ResourceQuota and a LimitRange that fit what is declared in a namespace: every workload at the most that its autoscaler
 * gives it, in the middle of a rollout, while all jobs run. Whatever is not declared finds no room. A container without
 * requests gets small ones, and none may use more memory than the largest that is declared. Where a mesh adds a proxy to each pod,
 * those are counted too.
 */
export class NamespaceQuota extends Construct {
  public readonly resourceQuota: ApiObject;
  public readonly limitRange: ApiObject;
  private readonly namespace: string;
  private readonly nodes: number | undefined;
  private readonly headroom: Percent;
  private readonly defaultCpu: Cpu;
  private readonly defaultMemory: Size;

  public constructor(scope: Construct, id: string, props: NamespaceQuotaProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { namespace, nodes, name = DEFAULTS.name } = props;
    this.namespace = namespace;
    this.nodes = nodes;
    this.headroom = props.headroom ?? DEFAULTS.headroom;
    this.defaultCpu = props.defaultCpu ?? DEFAULTS.defaultCpu;
    this.defaultMemory = props.defaultMemory ?? DEFAULTS.defaultMemory;
    const refusals = [
      dnsLabelRefusal('namespace', namespace),
      dnsSubdomainRefusal('name', name),
      nodes === undefined ? undefined : nodesRefusal(nodes),
      cpuRefusal('defaultCpu', this.defaultCpu, 'reserves no CPU', RESERVE),
      memoryRefusal('defaultMemory', this.defaultMemory, 'reserves no memory', RESERVE),
    ].filter((refusal) => refusal !== undefined);
    refuse(this, refusals);
    if (refusals.length === 0) this.node.addValidation({ validate: () => this.endless() });

    const metadata = { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } };
    this.resourceQuota = new ResourceQuota(this, 'ResourceQuota', { metadata, spec: () => ({ hard: this.hard() }) });
    this.limitRange = new LimitRange(this, 'LimitRange', { metadata, spec: () => this.limits() });
  }

  private endless(): string[] {
    return this.peak().endless.map(({ object, field, problem, fix }) =>
      explain({ prop: `${object}: ${field}`, problem, fix }),
    );
  }

  private hard(): Record<string, string> {
    const share = WHOLE + BigInt(Math.round(this.headroom.value * 1000));
    return Object.fromEntries(
      [...this.peak().hard]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, amount]) => [name, quotaQuantity(name, divideUp(amount * share, WHOLE))]),
    );
  }

  private limits() {
    const { memory, most } = this.memoryLimits(this.counted());
    return {
      limits: [
        {
          type: 'Container',
          default: { memory: binaryQuantity(memory) },
          defaultRequest: { cpu: cpuQuantity(this.defaultCpu), memory: memoryQuantity(this.defaultMemory) },
          max: { memory: binaryQuantity(most) },
        },
      ],
    };
  }

  private peak(): NamespacePeak {
    const objects = this.counted();
    const defaults: ContainerDefaults = {
      requests: new Map([
        ['cpu', (BigInt(cpuMillis(this.defaultCpu)) * ONE) / 1000n],
        ['memory', bytesOf(this.defaultMemory)],
      ]),
      limits: new Map([['memory', this.memoryLimits(objects).memory]]),
    };
    const proxy = this.proxy();
    return namespacePeak(objects, { defaults, nodes: this.nodes, ...(proxy && { proxy }) });
  }

  /** What the mesh adds to each pod of the namespace, where it adds anything. */
  private proxy(): Data | undefined {
    const mesh = environmentOf(this)?.capabilities.mesh;
    if (mesh === undefined || meshMode(mesh, this.namespace) !== 'sidecar') return undefined;
    const { cpu, memory, memoryLimit } = mesh.proxy;
    return { resources: { requests: { cpu, memory }, limits: { memory: memoryLimit } } };
  }

  /** A container with a request and no limit must not get a limit below its request: its pod would be refused. */
  private memoryLimits(objects: readonly CountedObject[]): { readonly memory: Amount; readonly most: Amount } {
    const { limit, unlimited } = largestMemory(objects, this.proxy());
    const memory = larger(bytesOf(this.defaultMemory), unlimited);
    return { memory, most: larger(memory, limit) };
  }

  /** The objects of the namespace that count, as they are rendered. */
  private counted(): readonly CountedObject[] {
    return this.node.root.node
      .findAll()
      .filter((construct) => ApiObject.isApiObject(construct))
      .filter(
        ({ metadata, apiGroup, kind }) =>
          metadata.namespace === this.namespace && countsInPeak(groupOf(apiGroup), kind),
      )
      .map((object): unknown => object.toJson())
      .filter(isData)
      .map(countedObject);
  }
}

const RESERVE = 'give what a small container needs';

/** cdk8s gives the group of `v1` a name. */
function groupOf(apiGroup: string): string {
  return apiGroup === 'core' ? '' : apiGroup;
}

function bytesOf(size: Size): Amount {
  return BigInt(kibibytesOf(size)) * 1024n * ONE;
}

function nodesRefusal(nodes: number): Refusal | undefined {
  if (Number.isSafeInteger(nodes) && nodes > 0) return undefined;
  return {
    prop: 'nodes',
    value: nodes,
    problem: 'is no number of nodes',
    allowed: 'a whole number, 1 or more, known before deployment',
    fix: 'give the most that the cluster grows to',
  };
}
