/**
 * # WorkloadMesh, MeshRoot and MeshEgressGateway
 *
 * Where an environment declares a mesh (Istio 1.29), the same calls that open NetworkPolicies become its rules; elsewhere nothing of
 * this is rendered. Every workload has a `WorkloadMesh`: who may call it, by service account, with the methods and paths of the call
 * (AuthorizationPolicy); what its proxy knows, which is whom it calls and nothing else (Sidecar); how callers treat it (DestinationRule:
 * limits, pods that fail left alone, the nearest zone first); and for HTTP each caller's timeout and retries (VirtualService). What
 * nobody asked to be repeated is not repeated: Istio alone would try twice more. `traffic.rateLimit` is held by each pod's own proxy,
 * so that all pods together answer as many times more. `TenantNamespace` puts its namespace into the mesh, takes mutual TLS alone and
 * denies what no workload allows; `MeshRoot` asks for mutual TLS everywhere. A mesh of `mode: 'none'` has the namespaces that are
 * named alone. A pod's grace period has room for its proxy, which ends after the process (`proxyDrain`, 5 seconds as Istio has it).
 *
 * Timeouts are held against each other over the whole App, mesh or not: a caller that gives up before its callee does is refused.
 *
 * Hosts outside the cluster get a ServiceEntry that only their caller's namespace sees. Those known by name alone
 * (`External.https('hooks.slack.com')`) need an environment that holds names: `hostRules: 'istio'` sends them through the egress
 * gateway, `hostRules: 'cilium'` is on [its own page](external-hosts.md). Timeouts of calls in the caller's own TLS are part of the chains, and
 * the caller's to hold: no proxy sees into them.
 *
 * Namespaces with the restricted Pod Security profile need Istio's CNI plug-in: the init container that captures traffic without it is
 * refused there. Who signs and renews certificates, Istio's own authority or cert-manager through istio-csr, is on
 * [a page of its own](mesh-certificates.md).
 *
 * ## Not judged
 *
 * A real API server holds every object of this page and of the other pages of the mesh against Istio's own definitions. What Istio
 * judges beyond those, in its webhook, is not judged here:
 *
 * - **VirtualService**: regular expressions in matches, values of `retryOn`, rules that an earlier rule leaves nothing for, SNI hosts that
 *   are none of its own hosts.
 * - **DestinationRule, Gateway, Sidecar, ServiceEntry**: settings that exclude each other, such as a TLS mode and certificates that it
 *   does not use; a host that is named twice in one object; lifetimes and percentages out of their range.
 * - **AuthorizationPolicy**: fields of HTTP for ports that speak none, and targets that take no such policy.
 * - **EnvoyFilter**: everything below `patch.value`, and whether anything in the proxy matches. It names what Istio and Envoy make of other
 *   objects, which their next version may name otherwise: try rate limits again after each upgrade of Istio.
 *
 * Nor is what no webhook judges, and `istioctl analyze` tells from a cluster: a host that two objects claim, and references to gateways,
 * hosts, waypoints and Secrets that are not there.
 *
 * ## Example
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  capabilities,
  declareEnvironment,
  External,
  MeshEgressGateway,
  MeshRoot,
  PostgresEndpoint,
  TenantNamespace,
  WebService,
} from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    declareEnvironment(app, {
      name: 'prod',
      region: 'eu-west-1',
      capabilities: capabilities({
        customResources: ['networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'security.istio.io/v1'],
        mesh: {
          mode: 'sidecar',
          egressGateway: { name: 'egress', namespace: 'istio-egress', podLabels: { istio: 'egress' } },
        },
        hostRules: 'istio',
      }),
    });
    super(app, 'shop', { namespace: 'shop' });

    // once for the cluster, by those who run it
    new MeshRoot(this, 'mesh');
    new MeshEgressGateway(this, 'egress');

    new TenantNamespace(this, 'namespace', { name: 'shop' });
    const size = { cpu: Cpu.millis(250), memory: Size.mebibytes(256) };
    const web = new WebService(this, 'web', {
      image: 'ghcr.io/acme/shop-web:2.4.0',
      port: 8080,
      resources: size,
      scale: { replicas: 3 },
    });
    const orders = new WebService(this, 'orders', {
      image: 'ghcr.io/acme/shop-orders:1.9.3',
      port: 8080,
      resources: size,
      scale: { replicas: 3 },
      traffic: { connections: 50, rateLimit: { requests: 200, burst: 400 } },
    });
    web.acceptsFrom(
      External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'gateway' }, serviceAccount: 'gateway' }),
    );
    web.calls(orders, {
      timeout: Duration.seconds(4),
      retries: { attempts: 2, perTry: Duration.seconds(1), methods: ['GET'] },
      methods: ['GET', 'POST'],
      paths: ['/v1/orders', '/v1/orders/*'],
    });
    orders.calls(PostgresEndpoint.of({ name: 'db', host: 'db.shop.example.com', cidrs: ['10.30.64.0/20'] }), {
      timeout: Duration.millis(800),
    });
    orders.calls(External.https('hooks.slack.com'));
  }
}
