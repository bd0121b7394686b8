import { application, deviating, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import {
  API,
  CONTAINER,
  dev,
  each,
  LAPTOP,
  PAGES,
  PIPELINE,
  POLICY,
  prod,
  README,
  variable,
  WORKER,
} from './requirement-fields';

const LEVEL = `${variable('Serilog__MinimumLevel__Default')}.value`;

/** What phase 2 of the document asks for. */
export const coreRequirements = {
  'DEVOPS-009: Enhanced Docker Compose for Local Development': [
    unmet('compose', 'Compose files with live reload, debugging and tools for the data stores', LAPTOP),
    met(
      'all-asked',
      'health checks of all services',
      ...each(`${CONTAINER}.readinessProbe.httpGet.path`, '/health/ready'),
    ),
  ],
  'DEVOPS-010: Add Development Stage to Dockerfile': 'how images are built, not how they run',
  'DEVOPS-011: Create Comprehensive Makefile': LAPTOP,
  'DEVOPS-012: Windows PowerShell Aliases': LAPTOP,
  'DEVOPS-013: Update CI to Use Docker Compose': PIPELINE,
  'DEVOPS-014: Docker Layer Caching in CI': PIPELINE,
  'DEVOPS-015: Integration Tests in Docker': LAPTOP,
  'DEVOPS-016: Enhanced Logging Strategy': [
    deviating(
      application(
        'json-logs',
        'logs are JSON',
        'the console is what the node collects',
        ...each(`${CONTAINER}.securityContext.readOnlyRootFilesystem`, true),
      ),
      'console and file',
      'a file would fill a folder of the pod and end with it: the console alone',
    ),
    application(
      'correlation',
      'logs carry correlation ids',
      'the load balancer gives each request one, in X-Amzn-Trace-Id',
      prod('Ingress/youtube-rag-api', '.spec.ingressClassName', 'alb'),
    ),
    met('log-levels', 'log levels of each environment', dev(API, LEVEL, 'Debug'), prod(API, LEVEL, 'Information')),
    unmet('log-rotation', 'logs are rotated', 'the kubelet rotates what is written to the console'),
    later('log-standards', 'logs are tried in all environments, and standards documented', LATER.monitoring),
  ],
  'DEVOPS-017: Health Check Enhancements': [
    application(
      'dependencies',
      'all dependencies have health checks',
      'readiness is where they belong: both data stores can be reached',
      ...each(`${CONTAINER}.readinessProbe.httpGet.path`, '/health/ready'),
      prod(POLICY, '.spec.egress[0].ports[0].port', 3306),
      prod(POLICY, '.spec.egress[1].ports[0].port', 6379),
    ),
    met(
      'readiness-liveness',
      'readiness and liveness are asked apart',
      ...each(`${CONTAINER}.readinessProbe.httpGet.path`, '/health/ready'),
      ...each(`${CONTAINER}.livenessProbe.httpGet.path`, '/health/live'),
    ),
    met('startup', 'startup is asked too', ...each(`${CONTAINER}.startupProbe.httpGet.path`, '/health/ready')),
    application('health-details', 'answers have details', 'the kubelet reads their status alone'),
    met(
      'health-times',
      'timeouts that fit: 1 minute for the API to start, 5 for the worker, asked every 5 s from the first second on',
      ...each(`${CONTAINER}.readinessProbe.timeoutSeconds`, 2),
      prod(API, `${CONTAINER}.startupProbe.failureThreshold`, 13),
      prod(WORKER, `${CONTAINER}.startupProbe.failureThreshold`, 61),
    ),
    unmet('health-docker', 'health checks are tried in Docker', LAPTOP),
    unmet('health-documented', 'paths and variables are documented', README),
  ],
  'DEVOPS-018: Documentation Review and Update': PAGES,
} satisfies SectionRequirements;
