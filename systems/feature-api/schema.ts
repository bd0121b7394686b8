import { field } from 'seaworthy/settings';

/** Labels by which pods are found. At least one: none would mean every pod of the namespace. */
const podLabels = field.record(
  field.string({
    pattern: {
      matches: /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/,
      means: "letters, digits, '-', '_' and '.', at most 63",
    },
    example: 'api',
  }),
  {
    names: {
      matches: /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/,
      means: 'keys of labels, such as app.kubernetes.io/name',
    },
  },
);

const resources = field
  .group({
    cpu: field.cpu().describe('CPU that a pod reserves'),
    memory: field.memory().describe('Memory that a pod reserves, and may not exceed'),
  })
  .describe('CPU and memory of each pod');

const scale = field
  .oneShape('kind', {
    fixed: field.group({ replicas: field.integer({ min: 1 }).describe('Number of pods') }),
    automatic: field
      .group({
        min: field.integer({ min: 1 }).describe('Fewest pods'),
        max: field.integer({ min: 1 }).describe('Most pods'),
        cpu: field.percent().describe('Average CPU use to hold, of what a pod reserves'),
        memory: field.percent().describe('Average memory use to hold, of what a pod reserves'),
        requestsPerSecond: field.integer({ min: 1 }).describe('Average requests per second and pod to hold'),
      })
      .rule(({ min, max }) =>
        min <= max
          ? undefined
          : {
              prop: 'min',
              value: min,
              problem: `is more than max (${max})`,
              allowed: `at most ${max}`,
              fix: 'lower min or raise max',
            },
      ),
  })
  .describe('How many pods: a fixed number, or a range that follows load');

/** A data store: pods in the cluster, or a managed service outside of it. */
const endpoint = () =>
  field.oneShape('location', {
    cluster: field.group({
      host: field.dnsName().describe('Name of its Service'),
      namespace: field.dnsLabel().describe('Namespace of its pods'),
      podLabels: podLabels.describe('Labels of its pods'),
      port: field.port(),
    }),
    managed: field.group({
      host: field.dnsName().describe('Host name that clients connect to'),
      cidrs: field.list(field.cidr(), { min: 1, unique: true }).describe('Subnets that it lives in'),
      port: field.port(),
    }),
  });

const secret = field.group({
  key: field.secretKey().describe('Key of the secret in AWS Secrets Manager'),
  property: field.string().optional().describe('Field inside the secret'),
});

/** The settings of feature-api. */
export const schema = field.group({
  image: field.image().describe('Container image, pinned by digest or version tag'),
  port: field.port().describe('Port on which the container serves HTTP'),
  resources,
  scale,
  health: field.group({
    readyPath: field.string({
      pattern: { matches: /^\/[\x21-\x7e]*$/, means: "a path that starts with '/'" },
      example: '/health',
    }),
  }),
  hosts: field.list(field.dnsName(), { min: 1, unique: true }).describe('Host names that it is reached at'),
  database: endpoint().describe('PostgreSQL'),
  cache: endpoint().describe('Redis'),
  secrets: field
    .record(secret, { names: { matches: /^[A-Z][A-Z0-9_]*$/, means: 'environment variables, such as API_KEY' } })
    .describe('Environment variables whose values the secret store keeps'),
});
