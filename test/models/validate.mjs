// Holds manifests (JSON on standard input) against the validators of the Kubernetes models. They are ES modules, which jest cannot load.
// Prints the problems as JSON: ["Deployment/api: ..."].
const GROUPS = {
  'autoscaling.k8s.io': '@kubernetes-models/autoscaler',
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'cilium.io': '@kubernetes-models/cilium',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'gateway.envoyproxy.io': '@kubernetes-models/envoy-gateway',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'karpenter.k8s.aws': '@kubernetes-models/karpenter',
  'karpenter.sh': '@kubernetes-models/karpenter',
  'keda.sh': '@kubernetes-models/keda',
  'networking.istio.io': '@kubernetes-models/istio',
  'security.istio.io': '@kubernetes-models/istio',
  'generators.external-secrets.io': '@kubernetes-models/external-secrets',
};

let input = '';
for await (const chunk of process.stdin) input += chunk;

const problems = [];
for (const manifest of JSON.parse(input)) {
  const [group, version] = manifest.apiVersion.includes('/')
    ? manifest.apiVersion.split('/')
    : ['', manifest.apiVersion];
  const folder = group === '' ? version : `${group}/${version}`;
  const { [manifest.kind]: Model } = await import(`${GROUPS[group] ?? 'kubernetes-models'}/${folder}/${manifest.kind}`);
  try {
    new Model(manifest).validate();
  } catch (error) {
    problems.push(`${manifest.kind}/${manifest.metadata.name}: ${error.message}`);
  }
}
console.log(JSON.stringify(problems));
