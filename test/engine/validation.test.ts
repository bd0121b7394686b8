import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { name, version } from '../../package.json';
import { ROOT } from '../architecture/source-files';

const exec = promisify(execFile);
let project: string;

/** A program of plain cdk8s: it uses nothing of ours. The port of its container is the last word of its command. */
const PROGRAM = `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const labels = { app: 'api' };
const pod = { metadata: { labels }, spec: {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'api', image: 'ghcr.io/acme/api:1.4.2', ports: [{ name: process.argv[2], containerPort: 8080 }],
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true } }] } };
new ApiObject(chart, 'api', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: labels }, template: pod } });
new ApiObject(chart, 'http', { apiVersion: 'v1', kind: 'Service', spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] } });
app.synth();
`;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'seaworthy-validation-'));
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'main.js'), PROGRAM);
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly output: string;
}

async function cdk8sSynth(port: string, validation: object, settings: object = {}): Promise<Run> {
  const configuration = {
    language: 'typescript',
    app: `node main.js ${port}`,
    output: 'manifests',
    validations: [{ package: ROOT, version, class: 'SeaworthyValidation', ...validation }],
    ...settings,
  };
  writeFileSync(join(project, 'cdk8s.yaml'), stringify(configuration));
  const args = ['synth', '--check-upgrade=false', '--validation-reports-output-file', 'report.json'];
  // a plug-in that is not found would be asked of a registry
  const env = { ...process.env, npm_config_offline: 'true' };
  try {
    const { stdout, stderr } = await exec(join(ROOT, 'node_modules/.bin/cdk8s'), args, { cwd: project, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('cdk8s synth with the plug-in, from a local path', () => {
  test('passes sound manifests', async () => {
    const { code, output } = await cdk8sSynth('http', {});
    expect(output).toContain('Validations ended succesfully');
    expect(code).toBe(0);
  });

  test('fails for a port that nothing has, and names rule, construct, file and object', async () => {
    const { code, output } = await cdk8sSynth('web', {});
    expect(code).toBe(2);
    expect(output).toContain('service-port');
    expect(output).toContain('Construct Path: shop/http');
    expect(output).toContain('Manifest Path: manifests/shop.k8s.yaml');
    expect(output).toMatch(/v1 Service shop\/shop-http: .*http/);
    expect(readFileSync(join(project, 'report.json'), 'utf8')).toContain('"ruleName": "service-port"');
  });

  test('passes when the rule is waived', async () => {
    const waivers = [
      {
        rule: 'service-port',
        reason: 'a sidecar that is injected has the port',
        owner: 'team-shop',
        until: '9999-12-31',
      },
    ];
    expect((await cdk8sSynth('web', { properties: { waivers } })).code).toBe(0);
  });

  test('rejects properties that it does not know', async () => {
    const { code, output } = await cdk8sSynth('http', { properties: { withuot: [] } });
    expect(code).not.toBe(0);
    expect(output).toContain('properties.withuot is not known; allowed: waivers, capabilities, separateFolders');
    expect(existsSync(join(project, 'report.json'))).toBe(false);
  });
});

test('cdk8s synth finds the plug-in where it installs packages, by its name', async () => {
  // a folder with an absolute path: cdk8s-cli takes a relative one for the name of a package
  const plugins = join(project, 'plugins');
  const installed = join(plugins, name, version, 'node_modules');
  mkdirSync(installed, { recursive: true });
  symlinkSync(ROOT, join(installed, name));
  const { code, output } = await cdk8sSynth('web', { package: name }, { pluginsDirectory: plugins });
  expect(output).toContain(`Validation Report (${name}@${version})`);
  expect(output).toContain('service-port');
  expect(code).toBe(2);
});
