import { absentFrom, application, deviating, met, unmet, type SectionRequirements } from '../requirement';
import {
  API,
  CHECK,
  CONTAINER,
  dev,
  each,
  LAPTOP,
  MIGRATION,
  PAGES,
  prod,
  README,
  SEED,
  staging,
  variable,
} from './requirement-fields';

const RUNTIME = `${variable('ASPNETCORE_ENVIRONMENT')}.value`;

/** What phase 1 of the document asks for. */
export const quickWinRequirements = {
  'DEVOPS-001: Create Environment Configuration Templates': [
    deviating(
      met(
        'environments',
        'a template of all variables for each environment',
        dev(API, RUNTIME, 'Development'),
        staging(API, RUNTIME, 'Staging'),
        prod(API, RUNTIME, 'Production'),
      ),
      '.env files for local, CI and production',
      'typed settings take their place: a base, and what differs in dev, staging and prod',
    ),
    met(
      'appsettings',
      'variables stand over the appsettings files, in their structure',
      prod(API, `${variable('Paths__Temp')}.value`, '/tmp'),
    ),
    unmet('variables-documented', 'each variable is documented', README),
    unmet('ignored', '.env files are ignored by Git', 'there are none: no secret stands in a file'),
  ],
  'DEVOPS-002: Implement Cross-Platform PathService': [
    application(
      'temp-path',
      'one place knows the folder for temporary files',
      'its path is a variable, and it can be written to',
      ...each(`${variable('Paths__Temp')}.value`, '/tmp'),
      ...each(`${CONTAINER}.volumeMounts[?(@.name=='tmp')].mountPath`, '/tmp'),
    ),
    application(
      'models-path',
      'one place knows the folder of the Whisper models',
      'its path is a variable, and it can be written to',
      ...each(`${variable('Paths__WhisperModels')}.value`, '/models'),
      ...each(`${CONTAINER}.volumeMounts[?(@.name=='models')].mountPath`, '/models'),
    ),
    application(
      'path-service',
      'an interface with one implementation, used by all services, with tests',
      'folders come as variables alone',
    ),
    unmet('windows-paths', 'paths of Windows', 'all nodes run Linux'),
  ],
  'DEVOPS-003: Create Database Seeding Script': [
    application(
      'seed-script',
      'a script with test users, videos and what belongs to them',
      'a job runs it',
      dev(SEED, `${CONTAINER}.args`, ['seed']),
    ),
    application(
      'seed-again',
      'it can run more than once',
      'a failed run is tried again, and a new image runs it again',
      dev(SEED, '.spec.backoffLimit', 3),
    ),
    deviating(
      met(
        'seed-environments',
        'test data in all environments',
        dev(SEED, '.kind', 'Job'),
        staging(SEED, '.kind', 'Job'),
        absentFrom('prod', SEED),
      ),
      'all environments',
      'never in prod: anybody who reads the script could log in as a test user; a setting that asks for it is refused',
    ),
    met(
      'seed-order',
      'after the migrations: the job waits until they have succeeded',
      dev(SEED, '.kind', 'Job'),
      dev(MIGRATION, '.kind', 'Job'),
    ),
    unmet('seed-command', 'a make target for it', 'deploying seeds: nobody has to think of it'),
    unmet('seed-documented', 'it is documented', 'the README of this system tells it'),
  ],
  'DEVOPS-004: Windows Setup Script': [
    unmet('windows-setup', 'a script that sets up a machine in 5 minutes', LAPTOP),
    met('migrations', 'runs the migrations', dev(MIGRATION, `${CONTAINER}.args`, ['migrate'])),
    met('seed-option', 'puts in test data where that is wanted', dev(SEED, `${CONTAINER}.args`, ['seed'])),
  ],
  'DEVOPS-005: Linux/Mac Setup Script': LAPTOP,
  'DEVOPS-006: Update README with Setup Instructions': PAGES,
  'DEVOPS-007: Environment Variable Validation': [
    met(
      'checked-at-start',
      'required variables are checked before anything starts',
      prod(API, `${CHECK}.args`, ['check-configuration', 'api']),
      prod('Deployment/youtube-rag-worker', `${CHECK}.args`, ['check-configuration', 'worker']),
    ),
    application(
      'connection-format',
      'the connection string of the database has the right form',
      'it is put together from its address and a login, and the check is given the whole',
      ...each(
        `${variable('ConnectionStrings__DefaultConnection', CHECK)}.valueFrom.secretKeyRef.key`,
        'connectionstrings--defaultconnection',
      ),
    ),
    application(
      'jwt-bits',
      'the JWT secret has 256 bits or more',
      'the check is given it',
      prod(API, `${variable('Jwt__Secret', CHECK)}.valueFrom.secretKeyRef.key`, 'jwt--secret'),
    ),
    application(
      'paths-writable',
      'paths are there and can be written to',
      'the check has the folders of what starts after it',
      ...each(`${CHECK}.volumeMounts[*].mountPath`, ['/tmp', '/models']),
    ),
    application(
      'clear-errors',
      'a clear error for each failure',
      'they are the log of the check; the pods of the release before go on meanwhile',
      ...each('.spec.strategy.rollingUpdate.maxUnavailable', 0),
    ),
    application(
      'configuration-health',
      'health tells whether the configuration is valid',
      'the kubelet asks for readiness',
      ...each(`${CONTAINER}.readinessProbe.httpGet.path`, '/health/ready'),
    ),
    unmet('required-variables', 'required and optional variables are documented', README),
  ],
  'DEVOPS-008: Quick Reference Card': PAGES,
} satisfies SectionRequirements;
