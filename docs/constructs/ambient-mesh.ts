/**
 * # WorkloadMesh and Waypoint in ambient namespaces
 *
 * In ambient mode one proxy for each node carries identities and encrypts; what looks into HTTP is held by a waypoint for each namespace.
 * A call that names methods or paths needs one (`mesh.waypoint`), and is refused where there is none. Its policies are for the waypoint;
 * a second one at the pods lets the waypoint in, and those callers that may use every method and path. The NetworkPolicies of both ends
 * open HBONE (15008) beside the callee's port, and the address from which the kubelet probes ambient pods.
 *
 * `Waypoint` is the waypoint of one namespace, with the NetworkPolicy that lets it work under a default deny. It ends requests that
 * take too long: an HTTPRoute of the Service has the longest timeout of its callers, since a waypoint tells no callers apart, and none
 * while one of them names none. What a caller wants sooner it holds itself. All timeouts are part of the chains that are held against
 * each other.
 *
 * Callers with sidecars do not pass the waypoint: methods and paths of theirs are refused here, and so are retries of an ambient caller
 * where the callee has sidecars.
 *
 * Retries of one caller and rate limits are refused: a waypoint tells no callers apart, and ambient ignores EnvoyFilters without a word.
 * Namespaces that need them are set to `sidecar` in `mesh.namespaces`. What only Istio's webhook judges is
 * [listed with the mesh](mesh.md#not-judged).
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { capabilities, declareEnvironment, External, TenantNamespace, Waypoint, WebService, Worker } from 'seaworthy';

export class Mail extends Chart {
  constructor(app: App) {
    declareEnvironment(app, {
      name: 'prod',
      region: 'eu-west-1',
      capabilities: capabilities({
        customResources: ['gateway.networking.k8s.io/v1', 'networking.istio.io/v1', 'security.istio.io/v1'],
        mesh: {
          mode: 'ambient',
          waypoint: 'waypoint',
          egressGateway: {
            name: 'egress',
            namespace: 'istio-egress',
            podLabels: { 'gateway.networking.k8s.io/gateway-name': 'egress' },
          },
        },
        hostRules: 'istio',
      }),
    });
    super(app, 'mail', { namespace: 'mail' });

    new TenantNamespace(this, 'namespace', { name: 'mail' });
    new Waypoint(this, 'waypoint', { namespace: 'mail' });
    const size = { cpu: Cpu.millis(250), memory: Size.mebibytes(256) };
    const templates = new WebService(this, 'templates', {
      image: 'ghcr.io/acme/mail-templates:3.0.1',
      port: 8080,
      resources: size,
      scale: { replicas: 2 },
    });
    const sender = new Worker(this, 'sender', {
      image: 'ghcr.io/acme/mail-sender:5.0.3',
      resources: size,
      scale: { replicas: 2 },
      health: { probe: 'exec', readyCommand: ['/app/ready'], liveCommand: ['/app/heartbeat'] },
    });
    sender.calls(templates, { timeout: Duration.seconds(2), methods: ['GET'], paths: ['/templates/*'] });
    sender.calls(External.https('api.mail.example.com'));
  }
}
