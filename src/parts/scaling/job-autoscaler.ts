import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { EVENT_SCALE_DEFAULTS } from '../../core/event-scale';
import { triggerRefusals, TRIGGERS_SHAPE, type EventTrigger } from '../../core/event-trigger';
import type { JobTemplate } from '../../core/job-template';
import { labelRefusals, type Labels } from '../../core/labels';
import { dnsLabelRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import {
  duration,
  group,
  number,
  oneOf,
  optional,
  requireShape,
  text,
  textByName,
  type Shapes,
} from '../../core/shape';
import type { NumberToken } from '../../core/token';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { secondsOf, wholeSecondsRefusal } from '../../core/whole-seconds';
import { ScaledJob } from '../../kinds/keda';
import { triggersOf } from './triggers';

/** Properties for `JobAutoscaler`. */
export interface JobAutoscalerProps {
  /** Name of the jobs, which a suffix follows: at most 57 characters. */
  readonly name: string;
  readonly namespace: string;
  /** What each job is. */
  readonly job: JobTemplate;
  /** What jobs are started for. What they ask for is added up. */
  readonly triggers: readonly EventTrigger[];
  /** Most jobs that run at a time. */
  readonly max: number | NumberToken;
  /**
   * Labels on the ScaledJob.
   * @default - none
   */
  readonly labels?: Labels;
  /**
   * How often triggers are asked.
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;
  /**
   * How running jobs are set off against the queue. 'default': the queue still counts what is being worked on, as SQS does.
   * 'accurate': a job takes its message out of the queue when it starts.
   * @default 'default'
   */
  readonly strategy?: 'default' | 'accurate' | 'eager';
  /**
   * What becomes of running jobs when the template changes. 'finish': they finish as they began. 'stop': they are ended.
   * @default 'finish'
   */
  readonly onChange?: 'finish' | 'stop';
  /**
   * Finished jobs that stay, to be looked at; as many of those that failed.
   * @default 10
   */
  readonly kept?: number;
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  job: group({
    template: group({ metadata: optional(group({})), spec: group({}) }),
    activeDeadlineSeconds: number,
    backoffLimit: optional(number),
    ttlSecondsAfterFinished: optional(number),
    podFailurePolicy: optional(group({})),
  }),
  triggers: TRIGGERS_SHAPE,
  max: number,
  labels: optional(textByName),
  pollingInterval: optional(duration),
  strategy: optional(oneOf('default', 'accurate', 'eager')),
  onChange: optional(oneOf('finish', 'stop')),
  kept: optional(number),
};

const DEFAULTS = { strategy: 'default', onChange: 'finish', kept: 10 } as const;
const ROLLOUT = { finish: 'gradual', stop: 'default' } as const;
/** KEDA names jobs after their ScaledJob with '-' and five characters, and a job's name is a label of its pods. */
const LONGEST_NAME = 57;

/** Starts a job for each piece of work, for work that is too long to share a pod with other work. */
export class JobAutoscaler extends Construct {
  public readonly scaledJob: ApiObject;

  public constructor(scope: Construct, id: string, props: JobAutoscalerProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, namespace, job, triggers, max } = props;
    const { pollingInterval = EVENT_SCALE_DEFAULTS.pollingInterval, kept = DEFAULTS.kept } = props;
    refuse(this, [
      ...refusalsOf(props),
      ...triggerRefusals('triggers', triggers, max),
      ...labelRefusals('labels', props.labels ?? {}),
    ]);
    demand(this, demandCustomResource('JobAutoscaler', CUSTOM_RESOURCE_API.keda));
    this.scaledJob = new ScaledJob(this, 'ScaledJob', {
      metadata: { name, namespace, labels: { ...props.labels } },
      spec: {
        jobTargetRef: { ...job },
        triggers: triggersOf(triggers),
        minReplicaCount: 0,
        maxReplicaCount: max,
        pollingInterval: secondsOf(pollingInterval),
        successfulJobsHistoryLimit: kept,
        failedJobsHistoryLimit: kept,
        rollout: { strategy: ROLLOUT[props.onChange ?? DEFAULTS.onChange], propagationPolicy: 'foreground' },
        scalingStrategy: { strategy: props.strategy ?? DEFAULTS.strategy, multipleScalersCalculation: 'sum' },
      },
    });
  }
}

function refusalsOf({
  name,
  namespace,
  job,
  max,
  pollingInterval,
  kept = DEFAULTS.kept,
}: JobAutoscalerProps): Refusal[] {
  const restart: unknown = Reflect.get(job.template.spec, 'restartPolicy');
  const refusals = [
    dnsLabelRefusal('name', name) ?? (name.length > LONGEST_NAME ? tooLong(name) : undefined),
    dnsLabelRefusal('namespace', namespace),
    pollingInterval && wholeSecondsRefusal('pollingInterval', pollingInterval),
    typeof max === 'number' && !(Number.isInteger(max) && max >= 1) ? notCounted('max', max, 1) : undefined,
    Number.isInteger(kept) && kept >= 0 ? undefined : notCounted('kept', kept, 0),
    Number.isInteger(job.activeDeadlineSeconds) && job.activeDeadlineSeconds >= 1
      ? undefined
      : notCounted('job.activeDeadlineSeconds', job.activeDeadlineSeconds, 1),
    restart === 'Never' || restart === 'OnFailure' ? undefined : restarts(restart),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function tooLong(name: string): Refusal {
  return {
    prop: 'name',
    value: name,
    problem: `is ${name.length} characters long, and KEDA adds 6`,
    allowed: `at most ${LONGEST_NAME}`,
    fix: 'shorten it: a name is never cut for you',
  };
}

function notCounted(prop: string, value: number, least: number): Refusal {
  return { prop, value, problem: 'is no count', allowed: `a whole number, ${least} or more`, fix: 'correct it' };
}

function restarts(value: unknown): Refusal {
  return {
    prop: 'job.template.spec.restartPolicy',
    ...(typeof value === 'string' && { value }),
    problem: 'never lets a job end',
    allowed: "'Never' or 'OnFailure'",
    fix: 'write one of them',
  };
}
