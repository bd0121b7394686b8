import type { JobAutoscalerProps } from '../parts/scaling/job-autoscaler';
import type { JobProps } from './job-props';

/** Properties for `QueueJob`. */
export interface QueueJobProps
  extends
    JobProps,
    Pick<JobAutoscalerProps, 'triggers' | 'max' | 'pollingInterval' | 'strategy' | 'onChange' | 'kept'> {}
