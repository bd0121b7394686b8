/** The constructs API. It never loads Pulumi: see `seaworthy/pulumi` for that side. */

// Workloads: what a team writes
export { WebService } from './workloads/web-service';
export type { WebServiceProps } from './workloads/web-service-props';
export { Worker } from './workloads/worker';
export type { WorkerProps } from './workloads/worker-props';
export { ScheduledJob } from './workloads/scheduled-job';
export type { ConcurrencyPolicy, ScheduledJobProps } from './workloads/scheduled-job-props';
export { OneOffJob, type OneOffJobProps } from './workloads/one-off-job';
export { Migration, type MigrationProps } from './workloads/migration';
export type { ArgoCdOrder, MigrationPhase } from './workloads/migration-order';
export { StatefulService } from './workloads/stateful-service';
export type { StatefulServiceProps } from './workloads/stateful-service-props';
export { QueueJob } from './workloads/queue-job';
export type { QueueJobProps } from './workloads/queue-job-props';
export type { JobProps } from './workloads/job-props';
export type { PodProps } from './workloads/pod-props';
export type { ExtraContainer, InitContainer, Sidecar } from './workloads/extra-container';
export type { ServiceAccount } from './kinds/service-account';

// Parts: one concern each, for any Workload
export { Autoscaler, type AutoscalerProps } from './parts/scaling/autoscaler';
export { EventAutoscaler, type EventAutoscalerProps } from './parts/scaling/event-autoscaler';
export { JobAutoscaler, type JobAutoscalerProps } from './parts/scaling/job-autoscaler';
export {
  TriggerAuthentication,
  type TriggerAuthenticationProps,
  type TriggerAwsIdentity,
  type TriggerSecret,
} from './parts/scaling/trigger-authentication';
export {
  VerticalAutoscaler,
  type ResourceBound,
  type VerticalAutoscalerProps,
  type VerticalResource,
} from './parts/scaling/vertical-autoscaler';
export { NodePool } from './parts/scaling/node-pool';
export type { DisruptionWindow, NodeClassReference, NodePoolProps, NodeTaint } from './parts/scaling/node-pool-props';
export { NodeClass, type NodeClassProps } from './parts/scaling/node-class';
export { DisruptionBudget, type DisruptionBudgetProps } from './parts/availability/disruption-budget';
export { HttpEntry, type HttpEntryProps } from './parts/network/http-entry';
export type { RouteBackend } from './parts/network/entry-plan';
export { WorkloadMesh, type WorkloadMeshProps } from './parts/mesh/workload-mesh';
export { WorkloadNetworkPolicy, type WorkloadNetworkPolicyProps } from './parts/network/workload-network-policy';
export { AwsSecretStore, type AwsSecretStoreProps } from './parts/secrets/aws-secret-store';
export { GeneratedPassword, type GeneratedPasswordProps } from './parts/secrets/generated-password';
export {
  NamespacedSecretStore,
  SharedSecretStore,
  type NamespacedSecretStoreProps,
  type SharedSecretStoreProps,
} from './parts/secrets/secret-stores';
export { PushedSecret, type PushedSecretProps, type PushedValue } from './parts/secrets/pushed-secret';
export { SyncedSecret, type SecretVariable } from './parts/secrets/synced-secret';
export type { SyncedSecretProps } from './parts/secrets/synced-secret-props';
export type { SecretCaller, SecretWords } from './parts/secrets/synced-secret-refusals';
export { accessRegister, AccessGrants, type AccessGrantsProps } from './parts/tenancy/access-grants';
export type { AccessEnforcer, AccessExpiry } from './parts/tenancy/access-expiry';
export { NamespaceQuota, type NamespaceQuotaProps } from './parts/tenancy/namespace-quota';
export { PriorityClass, type PriorityClassProps } from './parts/tenancy/priority-class';
export { TenantNamespace, type TenantNamespaceProps } from './parts/tenancy/tenant-namespace';
export { TenantRoles, type TenantRolesProps } from './parts/tenancy/tenant-roles';
export {
  TenantServiceAccount,
  type Permission,
  type TenantServiceAccountProps,
} from './parts/tenancy/tenant-service-account';
export type { TenantRole } from './parts/tenancy/role-rules';

// What a cluster offers all teams
export { CertificateIssuer, type CertificateIssuerProps } from './platform/certificate-issuer';
export { EntryGateway } from './platform/entry-gateway';
export type { EntryGatewayProps } from './platform/entry-gateway-props';
// Platform: what a cluster offers all teams
export { MeshRoot, type MeshRootProps } from './platform/mesh/mesh-root';
export {
  meshCertificates,
  type MeshCertificatesProps,
  type MeshCertificateValues,
  type MeshIssuer,
} from './platform/mesh/mesh-certificates';
export { Waypoint, type WaypointProps } from './platform/mesh/waypoint';
export { MeshEgressGateway } from './platform/mesh/mesh-egress-gateway';

// The seam between workloads and parts
export { workloadOf, type PodSet, type ReplicaRange, type TargetReference, type Workload } from './core/workload';
export type { Labels } from './core/labels';
export type { Port, Protocol } from './core/port';

// Who calls whom
export { QUARANTINE as QUARANTINE_LABEL } from './core/conventions';
export { Graph, type CallListener } from './core/graph';
export type { Edge } from './core/edge';
export type { CallOptions, HttpMethod, Retries, RetryCondition } from './core/call-options';
export type { AddressPeer, Party, Peer, PodPeer, ServiceAccountReference } from './core/party';
export {
  External,
  MySqlEndpoint,
  PostgresEndpoint,
  RedisEndpoint,
  type Endpoint,
  type EndpointProps,
  type ExternalPods,
  type InClusterEndpointProps,
  type ManagedEndpointProps,
} from './core/endpoints';
export type { ExternalAddresses } from './core/external-addresses';

// Where an App goes
export { declareEnvironment, environmentOf, type Environment, type PodBounds } from './core/environment';
export type { EgressGateway, Mesh, MeshMode, MeshProps, ProxyResources } from './core/mesh';
export { capabilities, type Capabilities } from './core/capabilities';
export type { CapabilitiesProps, DeclaredNodePool, HostRules } from './core/capabilities-props';

// How requests come in
export type { Entry, EntryIssuer, GatewayEntry, IngressEntry, LoadBalancerEntry } from './core/entry';
export type { Exposure, NoStrictTransport, RouteRateLimit, Sticky, StrictTransport } from './core/exposure';
export type { CertificateTerms } from './core/certificate-terms';
export type {
  AcmeAuthority,
  CertificateAuthority,
  Challenge,
  GatewayChallenge,
  IngressChallenge,
  PrivateAuthority,
  Route53Challenge,
  Route53Identity,
} from './core/certificate-authority';

// Values
export type { AccessGrant, RegisteredGrant } from './core/access-grant';
export { Percent } from './core/percent';
export type { AutomaticScale, FixedScale, Scale } from './core/scale';
export type { EventFallback, EventScale } from './core/event-scale';
export type { ScalingBehavior, ScalingDirection, ScalingPolicy } from './core/scaling-behavior';
export { ScalingMetric, type LoadMetric, type LoadMetricProps, type MetricSource } from './core/scaling-metric';
export { AdapterRules, type AdapterConfiguration, type AdapterRule, type AdapterRuleEntry } from './core/adapter-rules';
export { replicaIgnores, type ArgoCdIgnore, type ReplicaIgnores } from './core/replica-ignores';
export { Trigger, type CronTriggerProps, type OtherTriggerProps, type PrometheusTriggerProps } from './core/trigger';
export type { KafkaTriggerProps, RabbitMqTriggerProps, SqsTriggerProps } from './core/queue-triggers';
export type { BullMqTriggerProps, RedisConnection, RedisListTriggerProps, RedisServer } from './core/redis-triggers';
export type { EventScaler, EventTrigger, TriggerAuthenticationReference } from './core/event-trigger';
export type { JobTemplate } from './core/job-template';
export type { Resources } from './core/resources';
export type { ExecHealth, GrpcHealth, Health, HealthTimes, HttpHealth, NoHealth, TcpHealth } from './core/health';
export type { ProcessShutdown, Shutdown } from './core/shutdown';
export type { Ejection, RateLimit, TrafficLimits } from './core/traffic-limits';
export type { RollingUpdate } from './core/rolling-update';
export type { Architecture, Placement, Spreading, Toleration } from './core/placement';
export type { JobLimits } from './core/job-limits';
export type { PersistentVolume, VolumeRetention } from './core/persistent-volume';
export type { ConfigFiles } from './core/config-files';
export type { ProjectedFile, ProjectedFiles, ServiceAccountToken } from './core/projected-files';
export type { WritablePath } from './core/writable-path';
export {
  SecretRef,
  type SecretKey,
  type SecretReference,
  type SecretStoreReference,
  type StoredSecret,
} from './core/secret-ref';
export type { TemplatedSecret, TemplateValue } from './core/secret-template';
export type { SecretType } from './core/secret-type';
export {
  SecretProvider,
  type AwsProviderProps,
  type KubernetesProviderProps,
  type StoreServiceAccount,
  type VaultProviderProps,
} from './core/secret-provider';
export type { Rotation } from './core/rotation';
export type { NumberToken } from './core/token';

// For cdk8s-cli, which reaches the root of a package alone
export { SeaworthyValidation } from './cdk8s-cli/seaworthy-validation';
export type { ManifestWaiver, SeaworthyValidationProperties } from './cdk8s-cli/properties';
export type { ValidationContext, ValidationReport, Violation, ViolatingResource } from './cdk8s-cli/validation-context';
