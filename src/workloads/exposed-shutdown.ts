import type { Construct } from 'constructs';
import { environmentOf } from '../core/environment';
import { EXPOSURE_DEFAULTS, type Exposure } from '../core/exposure';
import { shutdownBudget, type Shutdown, type ShutdownBudget } from '../core/shutdown';
import { withMeshDrain } from './mesh-drain';

/**
 * The shutdown of a service that may be exposed. A load balancer of AWS sends to pods directly, so a pod waits until it is
 * forgotten there too: as long as it has for its requests, unless the service says how long.
 */
export function exposedShutdown(
  scope: Construct,
  props: { readonly namespace?: string; readonly exposedAt?: Exposure; readonly shutdown?: Shutdown },
): ShutdownBudget {
  const { exposedAt } = props;
  const shutdown: Shutdown = withMeshDrain(scope, props);
  const budget = shutdownBudget(shutdown);
  const entry = environmentOf(scope)?.capabilities.entries?.[exposedAt?.entry ?? EXPOSURE_DEFAULTS.entry];
  if (exposedAt === undefined || entry?.kind !== 'aws-load-balancer') return budget;
  return shutdownBudget({ loadBalancerDeregistration: budget.drain, ...shutdown });
}
