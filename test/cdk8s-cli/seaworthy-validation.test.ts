import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ValidationContext, type Validation } from 'cdk8s-cli/plugins';
import { SeaworthyValidation } from 'seaworthy';
import { rules } from 'seaworthy/checks';

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'seaworthy-validation-'));
});

afterEach(() => {
  rmSync(outdir, { recursive: true });
});

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  ports: [{ port: 80, targetPort: 8080 }]
`;
const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { LEVEL: info }
`;
const NAMESAKE = `apiVersion: v1
kind: ConfigMap
metadata: { name: api, namespace: shop }
data: { SHARED: 'yes' }
`;

interface Result {
  readonly report: ReturnType<ValidationContext['report']['toJson']>;
  readonly success: boolean;
  readonly text: string;
  readonly logged: readonly string[];
}

/** What cdk8s-cli would print and return: its own context around the plug-in. */
async function validate(files: Readonly<Record<string, string>>, properties?: unknown): Promise<Result> {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(outdir, file)), { recursive: true });
    writeFileSync(join(outdir, file), content);
  }
  const logged: string[] = [];
  const context = new ValidationContext(
    Object.keys(files).map((file) => join(outdir, file)),
    'seaworthy',
    '0.1.0',
    { api: { path: 'shop/api/Service' } },
  );
  jest.spyOn(context.logger, 'log').mockImplementation((line) => logged.push(line));
  // as cdk8s-cli creates it, from what is in YAML
  const plugin = Reflect.construct(SeaworthyValidation, [properties ?? {}]) as Validation;
  await plugin.validate(context);
  const { report } = context;
  return { report: report.toJson(), success: report.success, text: report.toString(), logged };
}

const refusal = (properties: unknown) =>
  validate({}, properties).then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );

describe('the validation plug-in', () => {
  test('fails with rule, severity, object, file, construct, reason and fix of an error', async () => {
    const { report, success, text } = await validate({ 'shop.k8s.yaml': SERVICE });
    expect(success).toBe(false);
    const rule = rules().find(({ id }) => id === 'service-port');
    expect(report.violations).toEqual([
      {
        ruleName: 'service-port',
        recommendation: `error: ${String(rule?.title)} ${String(rule?.why)}`,
        fix: expect.stringMatching(/\w/) as string,
        violatingConstructs: [
          {
            resourceName: 'api',
            constructPath: 'shop/api/Service',
            locations: [expect.stringMatching(/^v1 Service shop\/api: \w/)],
            manifestPath: join(outdir, 'shop.k8s.yaml'),
          },
        ],
      },
    ]);
    expect(report.summary.metadata).toMatchObject({ objects: '1', errors: '1', warnings: '0' });
    expect(text).toContain('service-port');
  });

  test('passes sound manifests', async () => {
    const { success, report } = await validate({ 'shop.k8s.yaml': `${CONFIG}---\n# nothing here\n` });
    expect(success).toBe(true);
    expect(report.violations).toEqual([]);
    expect(report.summary.metadata).toMatchObject({ objects: '1', errors: '0', warnings: '0' });
  });

  test('tells warnings and passes', async () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: once, namespace: elsewhere, labels: { app: once } }
spec:
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: once
      image: ghcr.io/acme/once:1.4.2
      resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, readOnlyRootFilesystem: true }
`;
    const { success, report } = await validate({ 'pod.k8s.yaml': pod });
    expect(success).toBe(true);
    expect(report.violations).toHaveLength(1);
    expect(report.violations[0]?.ruleName).toBe('missing-default-deny');
    expect(report.violations[0]?.recommendation).toMatch(/^warning: /);
    expect(report.summary.metadata).toMatchObject({ errors: '0', warnings: '1' });
  });

  test('names no construct where two objects share a name: cdk8s-cli would name the wrong one', async () => {
    const { report } = await validate({ 'shop.k8s.yaml': `${SERVICE}---\n${NAMESAKE}` });
    expect(report.violations.flatMap(({ violatingConstructs }) => violatingConstructs)).toMatchObject([
      { resourceName: 'Service/shop/api', constructPath: undefined },
    ]);
  });

  test('reads the items of a List', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${SERVICE.trimEnd().replaceAll('\n', '\n    ')}\n`;
    const { report } = await validate({ 'shop.k8s.yaml': list });
    expect(report.violations.map(({ ruleName }) => ruleName)).toEqual(['service-port']);
  });

  test.each([
    ['a bracket that is not closed', 'apiVersion: v1\nkind: X\nmetadata: { name: a\n'],
    ['a tab', 'apiVersion: v1\nkind: X\nmetadata:\n\tname: a\n'],
    ['a key twice', 'apiVersion: v1\nkind: X\nkind: Y\nmetadata: { name: a }\n'],
    ['an alias that points nowhere', 'apiVersion: v1\nkind: X\nmetadata: { name: a }\nspec: *nowhere\n'],
    ['text', 'just text\n'],
    ['an object without a name', 'apiVersion: v1\nkind: X\nmetadata: {}\n'],
  ])('fails for %s in a manifest, names the file, and applies no rule to the rest', async (_what, content) => {
    const { success, report } = await validate({ 'bad.k8s.yaml': content, 'shop.k8s.yaml': SERVICE });
    expect(success).toBe(false);
    expect(report.violations.map(({ ruleName }) => ruleName)).toEqual(['manifest']);
    expect(report.violations[0]?.violatingConstructs[0]?.manifestPath).toBe(join(outdir, 'bad.k8s.yaml'));
    expect(report.summary.metadata?.['not checked']).toBe('all rules, because manifests cannot be read');
  });

  test('fails for one object in two files, with both', async () => {
    const { success, report } = await validate({ 'a.k8s.yaml': CONFIG, 'b.k8s.yaml': CONFIG });
    expect(success).toBe(false);
    expect(report.violations[0]?.violatingConstructs[0]?.locations).toEqual([
      `has ConfigMap/shop/settings, and so has ${join(outdir, 'a.k8s.yaml')}; remove one of them, or name in properties.separateFolders the folders that are deployed apart`,
    ]);
  });

  test('changes nothing with the order in which the file system lists manifests', async () => {
    const files = { 'b.k8s.yaml': SERVICE.replace('name: api', 'name: other'), 'a.k8s.yaml': SERVICE };
    const { report } = await validate(files);
    const { report: turned } = await validate(Object.fromEntries(Object.entries(files).reverse()));
    expect(turned).toEqual(report);
  });
});

const WAIVER = {
  rule: 'service-port',
  reason: 'the pods are deployed by another team',
  owner: 'team-shop',
  until: '9999-12-31',
};

describe('properties of the validation plug-in', () => {
  test('waivers: a rule is not applied, everywhere or to one object, and that is listed', async () => {
    const files = { 'shop.k8s.yaml': `${SERVICE}---\n${SERVICE.replace('name: api', 'name: other')}` };
    const nowhere = await validate(files, { waivers: [WAIVER] });
    expect(nowhere.report.violations).toEqual([]);
    expect(nowhere.logged).toEqual([
      'SeaworthyValidation: waived until 9999-12-31 by team-shop: service-port everywhere (2 findings): the pods are deployed by another team',
    ]);
    const once = await validate(files, { waivers: [{ ...WAIVER, object: 'Service/shop/other' }] });
    expect(once.report.violations.flatMap((one) => one.violatingConstructs)).toMatchObject([{ resourceName: 'api' }]);
  });

  test('waivers: one whose last day is over is an error, beside what it covered', async () => {
    const { success, report } = await validate(
      { 'shop.k8s.yaml': SERVICE },
      { waivers: [{ ...WAIVER, until: '2020-12-31' }] },
    );
    expect(success).toBe(false);
    expect(
      report.violations.flatMap(({ violatingConstructs }) => violatingConstructs.flatMap(({ locations }) => locations)),
    ).toEqual([
      'waiver: the waiver of team-shop ended on 2020-12-31 (the pods are deployed by another team)',
      expect.stringMatching(/^v1 Service shop\/api: /),
    ]);
  });

  test('waivers: an object that is in no manifest covers nothing, and is told', async () => {
    const { report, logged } = await validate(
      { 'shop.k8s.yaml': SERVICE },
      { waivers: [{ ...WAIVER, object: 'Service/shop' }] },
    );
    expect(report.violations).toHaveLength(1);
    expect(logged).toEqual([
      "SeaworthyValidation: the waiver of 'service-port' names Service/shop, which is in no manifest; correct or remove it",
    ]);
  });

  test('capabilities: without them it says that APIs are not checked; with them it checks', async () => {
    const custom = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a, namespace: shop }\n';
    const unknown = await validate({ 'a.k8s.yaml': custom });
    expect(unknown.success).toBe(true);
    expect(unknown.report.summary.metadata?.['not checked']).toMatch(/^api-not-served, because /);
    const known = await validate({ 'a.k8s.yaml': custom }, { capabilities: { kubernetes: '1.36' } });
    expect(known.report.violations.map(({ ruleName }) => ruleName)).toEqual(['api-not-served']);
    expect(known.report.summary.metadata).not.toHaveProperty('not checked');
    const served = await validate({ 'a.k8s.yaml': custom }, { capabilities: { customResources: ['example.com/v1'] } });
    expect(served.success).toBe(true);
  });

  test('separateFolders: what is deployed apart is checked apart', async () => {
    const files = { 'dev/shop/a.k8s.yaml': CONFIG, 'prod/shop/a.k8s.yaml': CONFIG };
    expect((await validate(files)).success).toBe(false);
    expect((await validate(files, { separateFolders: ['dev', 'prod'] })).success).toBe(true);
    const twice = await validate({ ...files, 'prod/b.k8s.yaml': CONFIG }, { separateFolders: ['dev', 'prod'] });
    expect(twice.success).toBe(false);
  });

  test('rejects everything that is wrong at once', async () => {
    const message = await refusal({
      withuot: [],
      waivers: [
        { ...WAIVER, rule: 'service-prot', reason: ' ' },
        { ...WAIVER, path: 'shop/api' },
        { ...WAIVER, object: 'api' },
      ],
      capabilities: { kubernetes: '2', customResources: ['things'], dns: [] },
      separateFolders: ['manifests/dev'],
    });
    for (const told of [
      'properties.withuot is not known; allowed: waivers, capabilities, separateFolders',
      "properties.waivers[0].rule 'service-prot' is no rule",
      'properties.waivers[0].reason is empty',
      'properties.waivers[1].path is not known; allowed: rule, reason, owner, until, object; name the object itself',
      "properties.waivers[2].object 'api' names no object; allowed: Kind/namespace/name",
      "kubernetes '2' is not a version",
      "customResources[0] 'things' is no API group with version",
      'properties.capabilities.dns is not known; allowed: kubernetes, customResources',
      "properties.separateFolders[0] 'manifests/dev' is no name of a folder",
    ])
      expect(message).toContain(told);
  });

  test.each([[{ without: 'service-port' }], [{ without: [{ rule: 1 }] }], [{ capabilities: '1.36' }], ['text'], [[]]])(
    'rejects another type: %j',
    async (properties) => {
      expect(await refusal(properties)).toMatch(/SeaworthyValidation in cdk8s.yaml has wrong properties:\n {2}prop/);
    },
  );
});
