/** Paths of fields that the requirements of several systems name. */
export const POD = '.spec.template.spec';
export const CONTAINER = `${POD}.containers[0]`;
export const LISTEN_PORTS = ".metadata.annotations['alb.ingress.kubernetes.io/listen-ports']";

/** What stands at `LISTEN_PORTS` where an entry ends TLS. */
export const HTTPS = '[{"HTTP": 80}, {"HTTPS": 443}]';

/** A metric of an autoscaler: the average use of a resource, of what a pod reserves. */
export const use = (name: string, percent: number) => ({
  name,
  target: { type: 'Utilization', averageUtilization: percent },
});
