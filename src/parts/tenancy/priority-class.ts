import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { number, optional, requireShape, text, yesOrNo, type Shapes } from '../../core/shape';
import { PriorityClass as PriorityClassObject } from '../../kinds/scheduling';

/** Properties for `PriorityClass`. */
export interface PriorityClassProps {
  /** Name that pods are placed with: `placement.priorityClass`. */
  readonly name: string;
  /** The higher, the earlier its pods find a node. A whole number; above 0 is more than pods that name no class. */
  readonly value: number;
  /** Which pods it is for, in a sentence: it is read when there is no room. */
  readonly description: string;
  /**
   * Whether its pods may take the place of running ones with a lower value. Otherwise they only wait in front of them.
   * @default true
   */
  readonly preempts?: boolean;
}

const SHAPES: Shapes = { name: text, value: number, description: text, preempts: optional(yesOrNo) };
const DEFAULTS = { preempts: true } as const;

/** Kubernetes keeps what is above for itself. */
const HIGHEST = 1_000_000_000;
const LOWEST = -(2 ** 31);

/**
 * A rank of pods: who gets a node first when there is not room for all, and who goes for whom. It is never the default of the
 * cluster: a rank that nobody chose helps nobody.
 */
export class PriorityClass extends Construct {
  public readonly name: string;
  public readonly priorityClass: ApiObject;

  public constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, value, description, preempts = DEFAULTS.preempts } = props;
    this.name = name;
    refuse(
      this,
      [nameRefusal(name), valueRefusal(value), description.trim() === '' ? NO_DESCRIPTION : undefined].filter(
        (refusal) => refusal !== undefined,
      ),
    );
    this.priorityClass = new PriorityClassObject(this, 'PriorityClass', {
      metadata: { name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      value,
      description,
      globalDefault: false,
      preemptionPolicy: preempts ? 'PreemptLowerPriority' : 'Never',
    });
  }
}

const NO_DESCRIPTION: Refusal = {
  prop: 'description',
  problem: 'is empty',
  allowed: 'a sentence',
  fix: 'say which pods it is for',
};

function nameRefusal(name: string): Refusal | undefined {
  if (!name.startsWith('system-')) return dnsSubdomainRefusal('name', name);
  return {
    prop: 'name',
    value: name,
    problem: "is Kubernetes' own",
    allowed: "a DNS name that does not start with 'system-'",
    fix: 'name it otherwise',
  };
}

function valueRefusal(value: number): Refusal | undefined {
  if (Number.isInteger(value) && value >= LOWEST && value <= HIGHEST) return undefined;
  return {
    prop: 'value',
    value,
    problem: 'is no priority',
    allowed: `a whole number from ${LOWEST} to ${HIGHEST}`,
    fix: 'leave room between classes: 1000, 2000',
  };
}
