import { CONTAINER, POD } from '../rendered-paths';
import { fieldsOf } from '../requirement';

export { CONTAINER, POD };

/** Fields of each environment. */
export const dev = fieldsOf('dev');
export const staging = fieldsOf('staging');
export const prod = fieldsOf('prod');
export const API = 'Deployment/youtube-rag-api';
export const WORKER = 'Deployment/youtube-rag-worker';
export const MIGRATION = 'Job/youtube-rag-migration';
export const SEED = 'Job/youtube-rag-seed';
export const SECRET = 'ExternalSecret/youtube-rag-api-secrets';
export const POLICY = 'NetworkPolicy/youtube-rag-api';
export const AUTOSCALER = 'HorizontalPodAutoscaler/youtube-rag-api';
/** The container that judges the configuration. */
export const CHECK = `${POD}.initContainers[0]`;
export const LAPTOP = "a tool of a developer's machine; the environment dev has the same objects as prod";
export const PIPELINE = 'the pipeline of the application';
export const PAGES = 'pages of the repository of the application';
export const PROCESS = 'what people do, not what is deployed';
export const PLAN = 'an order of the items above, without a criterion of its own';
export const README = 'the README of this system tells them, and a test holds it against what is rendered';

/** The same field of the API and of the worker in prod. */
export const each = (path: string, value: unknown) => [prod(API, path, value), prod(WORKER, path, value)] as const;
/** Path to a variable of a container. */
export const variable = (name: string, container = CONTAINER) => `${container}.env[?(@.name=='${name}')]`;
