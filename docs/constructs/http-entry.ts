/**
 * # HttpEntry
 *
 * Leads requests from outside the cluster to a workload. `WebService` has it as `exposedAt`; for any other workload it is a part
 * of its own. Where the service is exposed is said once; the environment's entry (`capabilities.entries`) decides what is
 * rendered: an HTTPRoute of the Gateway API, an Ingress for HAProxy's controller, or one for load balancers of AWS. From the same
 * words follow TLS, the redirect from plain HTTP, HSTS, and the network policy that lets the entry in.
 *
 * A Gateway serves the hosts that are its own with its own certificates. Any other host is brought by the service: a ListenerSet
 * and a Certificate in the service's namespace, so that no key leaves it. What stands before the service beyond that needs an
 * entry that can do it; asked of another one, it is refused with those that can:
 *
 * | | Gateway | Gateway of envoy-gateway | Gateway of istio | haproxy | load balancer of AWS |
 * | --- | --- | --- | --- | --- | --- |
 * | `timeout`, `strictTransport` | yes | yes | yes | yes | yes, without a byte |
 * | `responseHeaders` | yes | yes | yes | yes | four of them |
 * | `maxBody` | no | yes | no | no | no |
 * | `rateLimit` | no | yes | yes | yes | no: AWS WAF |
 * | `allowFrom` | no | yes | exact hosts | yes | yes |
 * | `sticky` | experimental channel | experimental channel | no | no | yes |
 *
 * A client that sticks stays at its version while a canary gets traffic, since the cookie is that of the route and not of a
 * Service. Rate limits count in each pod of the entry by itself, and `maxBody` holds bodies back until they are whole: neither is
 * for streams. At a Gateway of istio `allowFrom` is an AuthorizationPolicy in the namespace of the Gateway, which refuses everybody
 * else for these hosts, and `rateLimit` an EnvoyFilter there, since Istio has no kind for it ([what nobody judges](mesh.md#not-judged));
 * the Service of the Gateway has to keep
 * the addresses of clients (`externalTrafficPolicy: Local`). Behind a proxy the client's address is what the entry trusts: see
 * `trustedProxies` of `EntryGateway`.
 *
 * The timeout of an entry is part of the chains of calls: it is no shorter than what its service may wait for others. In a mesh the
 * entry needs an identity, `runsAs` of the entry: a Gateway of istio has one by itself.
 */
import { ApiObject, Chart, Duration, JsonPatch, Size, type App } from 'cdk8s';
import { Cpu, Deployment, LabelSelector, Probe } from 'cdk8s-plus-27';
import {
  capabilities,
  declareEnvironment,
  DisruptionBudget,
  HttpEntry,
  WorkloadNetworkPolicy,
  workloadOf,
} from 'seaworthy';

const PUBLIC = {
  gateway: { name: 'public', namespace: 'gateway' },
  implementation: 'envoy-gateway',
  hosts: ['*.example.com'],
  from: [{ namespace: 'gateway', labels: { 'gateway.envoyproxy.io/owning-gateway-name': 'public' } }],
  issuer: { name: 'letsencrypt' },
} as const;

export class Shop extends Chart {
  constructor(app: App) {
    const customResources = ['gateway.networking.k8s.io/v1', 'cert-manager.io/v1', 'gateway.envoyproxy.io/v1alpha1'];
    declareEnvironment(app, {
      name: 'prod',
      region: 'eu-west-1',
      capabilities: capabilities({ entries: { public: PUBLIC }, customResources }),
    });
    super(app, 'shop', { namespace: 'shop' });

    const web = new Deployment(this, 'web', {
      metadata: { name: 'web' },
      podMetadata: { labels: { app: 'web' } },
      select: false,
    });
    web.select(LabelSelector.of({ labels: { app: 'web' } }));
    web.addContainer({
      name: 'web',
      image: 'ghcr.io/acme/web:5.0.3',
      portNumber: 8080,
      readiness: Probe.fromHttpGet('/readyz', { port: 8080 }),
      liveness: Probe.fromTcpSocket({ port: 8080 }),
      resources: {
        cpu: { request: Cpu.millis(250) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
      },
      securityContext: { user: 10001, group: 10001 },
    });
    // what the restricted profile asks for and cdk8s-plus has no words for
    ApiObject.of(web).addJsonPatch(
      JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
    );
    web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });

    const workload = workloadOf(web);
    new WorkloadNetworkPolicy(this, 'policy', { workload });
    new DisruptionBudget(this, 'budget', { workload });
    new HttpEntry(this, 'entry', {
      workload,
      backends: [{ service: 'web', port: 80 }],
      hosts: ['shop.example.com', 'shop.example.org'],
      paths: ['/cart', '/checkout'],
      timeout: Duration.seconds(15),
      maxBody: Size.mebibytes(1),
      rateLimit: { requests: 300, per: 'minute' },
    });
  }
}
