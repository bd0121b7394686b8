import { Duration } from 'cdk8s';
import { EventAutoscaler, Percent, Trigger, type EventAutoscalerProps } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only, problems } from '../../rendering';

const workload = plainWorkload('mailer', { owner: 'autoscaler' });
const nights = Trigger.cron({ start: '0 22 * * *', end: '0 4 * * *', timeZone: 'Etc/UTC', replicas: 2 });
const login = { kind: 'TriggerAuthentication', name: 'login' } as const;

const props = (given: Partial<EventAutoscalerProps>): EventAutoscalerProps => ({
  workload,
  min: 1,
  max: 5,
  triggers: [nights],
  ...given,
});
const scaled = (given: Partial<EventAutoscalerProps>) =>
  only('ScaledObject', (chart) => {
    new EventAutoscaler(chart, 'Scale', props(given));
  });
const refused = (given: Partial<EventAutoscalerProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => {
    new EventAutoscaler(chart, 'Scale', props(given));
  }, offers);

describe('EventAutoscaler', () => {
  test('defaults: asked every 30 seconds, the last pod goes after 5 minutes, no fallback, careful on the way down', () => {
    const { apiVersion, metadata, spec } = scaled({});
    expect({ apiVersion, metadata, spec }).toEqual({
      apiVersion: 'keda.sh/v1alpha1',
      metadata: { name: 'mailer', namespace: 'shop', labels: { app: 'mailer', team: 'till' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mailer' },
        minReplicaCount: 1,
        maxReplicaCount: 5,
        pollingInterval: 30,
        cooldownPeriod: 300,
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: 300,
                policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
              },
            },
          },
        },
        triggers: [
          {
            type: 'cron',
            metadata: { timezone: 'Etc/UTC', start: '0 22 * * *', end: '0 4 * * *', desiredReplicas: '2' },
          },
        ],
      },
    });
  });

  test('times and a fallback are as they are given, and 3 failures in a row are no accident', () => {
    const { spec } = scaled({
      pollingInterval: Duration.seconds(10),
      cooldown: Duration.minutes(10),
      fallback: { replicas: 4 },
    });
    expect(spec).toMatchObject({
      pollingInterval: 10,
      cooldownPeriod: 600,
      fallback: { replicas: 4, failureThreshold: 3 },
    });
    expect(scaled({ fallback: { replicas: 4, afterFailures: 5 } }).spec.fallback).toMatchObject({
      failureThreshold: 5,
    });
  });

  test('CPU and memory are triggers too, of the container that does the work', () => {
    const load = { cpu: Percent.of(70), memory: Percent.of(80), workload: { ...workload, mainContainer: 'mailer' } };
    expect(scaled({ ...load, triggers: [nights] }).spec.triggers).toMatchObject([
      { type: 'cron' },
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '70', containerName: 'mailer' } },
      { type: 'memory', metricType: 'Utilization', metadata: { value: '80', containerName: 'mailer' } },
    ]);
  });

  test('goes down to no pods where a cold start is acceptable', () => {
    expect(refused({ min: 0, acceptableColdStart: Duration.minutes(2) })).toEqual([]);
    expect(scaled({ min: 0, acceptableColdStart: Duration.minutes(2) }).spec.minReplicaCount).toBe(0);
  });

  test.each<[title: string, given: Partial<EventAutoscalerProps>, message: string]>([
    ['no pods where nobody said that a cold start is acceptable', { min: 0 }, 'scale.min 0 leaves no pod'],
    [
      'a cold start that is over before KEDA has asked',
      { min: 0, acceptableColdStart: Duration.seconds(30) },
      "scale.acceptableColdStart '30s' is over before a pod starts: triggers are asked every 30s",
    ],
    ['a negative number of pods', { min: -1 }, 'allowed: a whole number, 0 or more'],
    ['a floor over the ceiling', { min: 6 }, 'scale.min 6 is more than scale.max (5)'],
    ['no trigger', { triggers: [] }, 'scale.triggers is empty'],
    ['a time that asks for more pods than may be', { max: 1 }, 'scale.triggers[0].replicas 2 is more than the most'],
    ['a fixed number of pods beside it', { workload: plainWorkload('mailer') }, 'has a fixed number of pods'],
    ['a fallback over the ceiling', { fallback: { replicas: 6 } }, 'scale.fallback.replicas 6'],
    ['a fallback after no failure', { fallback: { replicas: 1, afterFailures: 0 } }, 'afterFailures 0'],
    [
      'a fallback beside CPU',
      { fallback: { replicas: 1 }, cpu: Percent.of(70) },
      'scale.fallback stands beside cpu or memory',
    ],
    [
      'a name that KEDA cannot write in a label',
      { workload: { ...workload, name: `${'a'.repeat(40)}.${'b'.repeat(40)}` } },
      'is too long for the label',
    ],
  ])('rejects %s', (_title, given, message) => {
    expect(refused(given)).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a cluster without KEDA, without metrics-server where CPU scales', () => {
    expect(refused({ cpu: Percent.of(70) }, { resourceMetrics: false })).toEqual([
      expect.stringContaining('the custom resources of keda.sh/v1alpha1'),
      expect.stringContaining('scale.cpu needs metrics-server'),
    ]);
    expect(refused({ cpu: Percent.of(70) }, { customResources: ['keda.sh/v1alpha1'] })).toEqual([]);
  });

  test('what a trigger finds wrong with itself is told with its place', () => {
    const wrong = Trigger.sqs({ queueUrl: 'orders', messagesPerPod: 1.5, authentication: login });
    expect(refused({ triggers: [nights, wrong] })).toEqual([
      expect.stringContaining("scale.triggers[1].queueUrl 'orders' is not the URL of a queue"),
      expect.stringContaining('scale.triggers[1].messagesPerPod 1.5 is no whole number'),
    ]);
  });
});
