/**
 * Renders the network policies of services that call each other, and counts who reaches whom: `<services> <calls>`. Tells what
 * that took after everything is loaded, and how much came out.
 */
import { performance } from 'node:perf_hooks';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Graph, WorkloadNetworkPolicy, type PodSet } from 'seaworthy';
import { reach } from 'seaworthy/checks';

const [services = 0, calls = 0] = process.argv.slice(2).map(Number);

const NAMESPACES = 20;

const before = process.cpuUsage();
const start = performance.now();
const app = new App();
const chart = new Chart(app, 'services');
const pods = Array.from({ length: services }, (_service, index): PodSet => {
  const [name, namespace] = [`service-${index}`, `team-${index % NAMESPACES}`];
  const labels = { app: name };
  const spec = { template: { metadata: { labels }, spec: { containers: [{ name }] } } };
  new ApiObject(chart, name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec });
  const peers = [{ namespace, labels }];
  const workload = {
    name,
    namespace,
    labels,
    selector: labels,
    peers,
    ports: [{ port: 8080 }],
    gracePeriod: Duration.seconds(30),
  };
  new WorkloadNetworkPolicy(chart, `${name}-policy`, { workload });
  return workload;
});
const graph = Graph.of(app);
for (let call = 0; call < calls; call += 1) {
  // every service calls equally many others, and no pair comes twice
  const [caller, callee] = [pods[call % services], pods[(call + 1 + Math.floor(call / services)) % services]];
  if (caller && callee) graph.add(caller, callee);
}
const objects = app.node
  .findAll()
  .filter((construct) => ApiObject.isApiObject(construct))
  .map((object) => ({ path: object.node.path, manifest: object.toJson() as object }));
const { paths } = reach(objects);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const own = paths.filter(({ to }) => to.startsWith('team-')).length;
const cpu = (user + system) / 1000;
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ wall, cpu, memory, objects: objects.length, paths: own }));
