import { readFileSync } from 'node:fs';
import { onOneCluster } from './conformance/bench';
import { annotated, configMap, NOWHERE, workload } from './conformance/manifests';
import { inNamespace, namespace } from './object-stack';

const CANARY = 'canary-7e02';

// what the documentation of the real provider does not say; all that it says is in conformance/
onOneCluster({
  'the stand-in provider': [
    {
      of: 'each plug-in',
      says: 'says once in a run that it is a stand-in',
      holds: async ({ stack }) => {
        const made = await stack('notice');
        const output = await made.up([namespace('notice'), configMap('notice', { a: '1' })]);
        const [diagnostics = ''] = output.split('Diagnostics:').slice(-1);
        expect(diagnostics.match(/pulumi-resource-kubernetes is Seaworthy's stand-in/g)).toHaveLength(1);
        expect(diagnostics.match(/pulumi-language-nodejs is Seaworthy's stand-in/g)).toHaveLength(1);
      },
    },
    {
      of: 'a Deployment that does not become ready in time',
      says: 'is told with the time and the reason of its pods',
      holds: async ({ stack }) => {
        const made = await stack('told');
        const stuck = annotated(workload('told', 'Deployment', NOWHERE), { timeoutSeconds: '3' });
        const output = await made.failingUp([namespace('told'), stuck]);
        expect(output).toContain("'web' timed out after 3 s waiting to be Ready");
        expect(output).toContain('[Unschedulable] 0/3 nodes are available');
        expect(made.state('web')?.initErrors?.join('\n')).toContain('Unschedulable');
      },
    },
    {
      of: 'a Deployment',
      says: 'fails as soon as its controller gives up',
      holds: async ({ stack }) => {
        const made = await stack('deadline');
        const hopeless = workload('deadline', 'Deployment', NOWHERE, { progressDeadlineSeconds: 1 });
        const output = await made.failingUp([namespace('deadline'), hopeless]);
        expect(output).toContain("'web' failed");
        expect(output).toContain('[ProgressDeadlineExceeded]');
        expect(output).toContain('[Unschedulable]');
      },
    },
    {
      of: 'a Service without pods',
      says: 'is told in the words of the real provider',
      holds: async ({ stack }) => {
        const made = await stack('lonely');
        const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] };
        const lonely = annotated(inNamespace('lonely', 'core/v1:Service', { name: 'web', spec }), {
          timeoutSeconds: '2',
        });
        expect(await made.failingUp([namespace('lonely'), lonely])).toContain('Service does not target any Pods');
      },
    },
    {
      of: 'a namespace that cannot go',
      says: 'is told with what holds it',
      holds: async ({ stack, kubectl }) => {
        const made = await stack('held');
        // the namespace controller looks for what is left after five seconds
        await made.up([annotated(namespace('held'), { timeoutSeconds: '10' })]);
        await kubectl('-n', 'held', 'create', 'configmap', 'guard');
        const patch = ['-n', 'held', 'patch', 'configmap', 'guard', '--type=merge', '-p'];
        await kubectl(...patch, '{"metadata":{"finalizers":["example.com/guard"]}}');
        await expect(made.destroy()).rejects.toThrow(
          /'held' timed out after 10 s waiting to be deleted[^]*example\.com\/guard/,
        );
        await kubectl(...patch, '{"metadata":{"finalizers":null}}');
      },
    },
    {
      of: 'a refusal of the API server',
      says: 'tells no secret',
      holds: async ({ stack }) => {
        const made = await stack('refused');
        const metadata = { name: 'bad', labels: { x: { $secret: `${CANARY} no label` } } };
        const output = await made.failingUp([{ type: 'core/v1:ConfigMap', name: 'bad', object: { metadata } }]);
        expect(output).toContain('[secret]');
        expect(output).toContain('a valid label must be');
        expect(output).not.toContain(CANARY);
      },
    },
    {
      of: 'a preview',
      says: 'of what admission refuses fails with the reason',
      holds: async ({ stack, kubectl }) => {
        await kubectl('create', 'namespace', 'restricted');
        await kubectl('label', 'namespace', 'restricted', 'pod-security.kubernetes.io/enforce=restricted');
        const made = await stack('admission');
        const containers = [{ name: 'root', image: 'root:1', securityContext: { privileged: true } }];
        const pod = {
          ...inNamespace('restricted', 'core/v1:Pod', { name: 'root', spec: { containers } }),
          options: {},
        };
        const { code, stdout, stderr } = await made.run(['preview'], [pod]);
        expect(code).not.toBe(0);
        expect(stdout + stderr).toContain('violates PodSecurity "restricted:latest": privileged');
        expect(stdout + stderr).not.toMatch(/\n\s+at /);
      },
    },
    {
      of: 'a cluster that does not answer',
      says: 'is told with its address, without a stack trace',
      holds: async ({ stack, kubeconfig }) => {
        const elsewhere = readFileSync(kubeconfig, 'utf8').replace(/(server: https:\/\/127\.0\.0\.1):\d+/, '$1:9');
        const made = await stack('silent', { kubeconfig: elsewhere });
        const output = await made.failingUp([namespace('silent')]);
        expect(output).toContain(
          'configured Kubernetes cluster is unreachable: the API server at https://127.0.0.1:9 cannot be reached',
        );
        expect(output).not.toMatch(/\n\s+at /);
      },
    },
  ],
});
