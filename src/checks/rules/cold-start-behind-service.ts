import { ACCEPTABLE_COLD_START } from '../../core/conventions';
import { asData, valueAt } from '../data';
import { object, scaledDeployment, service, shop } from '../examples';
import { shortName } from '../rendered-object';
import { ofEverything } from '../look';
import type { Rule } from '../rule';
import { scalers } from '../scaler';

const example = (metadata: object) =>
  shop([
    scaledDeployment(),
    service(),
    object(
      'keda.sh/v1alpha1 ScaledObject',
      'api',
      {
        spec: {
          scaleTargetRef: { name: 'api' },
          minReplicaCount: 0,
          maxReplicaCount: 6,
          triggers: [{ type: 'rabbitmq', metadata: { queueName: 'orders', mode: 'QueueLength', value: '20' } }],
        },
      },
      { namespace: 'shop', ...metadata },
    ),
  ]);

/** Services whose pods may all be gone. */
export const coldStartBehindService: Rule = {
  id: 'cold-start-behind-service',
  title: 'Pods behind a Service are scaled to none only where somebody said that callers may wait.',
  why: 'While there is no pod, every connection is refused; a request does not wake a queue, so it may stay so for long.',
  fix: `keep a pod (minReplicaCount: 1), or say how long callers may wait: annotation ${ACCEPTABLE_COLD_START}, which EventAutoscaler writes for acceptableColdStart`,
  severity: 'warning',
  bad: () => example({}),
  good: () => example({ annotations: { [ACCEPTABLE_COLD_START]: '120' } }),
  check: ofEverything((rendering) => {
    const services = rendering.ofKind('', 'Service');
    return rendering.view(scalers).flatMap((scaler) => {
      const { object: at, min, found: target } = scaler;
      if (min !== 0 || target === undefined) return [];
      if (valueAt(at.manifest, 'metadata', 'annotations', ACCEPTABLE_COLD_START) !== undefined) return [];
      const front = services.find(({ namespace, spec }) => {
        const matchLabels = asData(spec['selector']);
        return (
          Object.keys(matchLabels).length > 0 &&
          rendering.selectedPods(namespace, { matchLabels }).some(({ object: owner }) => owner === target)
        );
      });
      if (front === undefined) return [];
      return [
        { at, message: `may take away the last pod of ${shortName(target)}, which ${shortName(front)} leads to` },
      ];
    });
  }),
};
