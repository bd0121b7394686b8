import { App, ApiObject, Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { TenantNamespace, WebService } from 'seaworthy';
import type { Waiver } from 'seaworthy/checks';
import { findings, render } from 'seaworthy/testing';

/** A service without a memory limit, which is a warning, beside one that breaks nothing. */
function shop(): { readonly chart: Chart; readonly careless: WebService; readonly careful: WebService } {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new TenantNamespace(chart, 'Namespace', { name: 'shop' });
  const service = (id: string) =>
    new WebService(chart, id, {
      image: 'ghcr.io/acme/shop:1.0.0',
      port: 8080,
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
      scale: { replicas: 2 },
    });
  const [careless, careful] = [service('careless'), service('careful')];
  careless.deployment.addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/resources/limits'));
  return { chart, careless, careful };
}

const waiver: Waiver = {
  rule: 'memory-unlimited',
  path: 'shop/careless',
  reason: 'it is measured first',
  owner: 'team-shop',
  until: '2027-03-31',
};

describe('findings', () => {
  test('tells warnings, which rendering does not', () => {
    const { chart } = shop();
    expect(render(chart)).not.toEqual([]);
    expect(findings(chart)).toMatchObject([
      { rule: 'memory-unlimited', severity: 'warning', path: 'shop/careless/Deployment' },
    ]);
  });

  test('tells errors, for which rendering throws', () => {
    const { chart } = shop();
    new ApiObject(chart, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'lost', namespace: 'shop' },
      spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] },
    });
    expect(() => render(chart)).toThrow('(rule service-port)');
    expect(findings(chart).map(({ rule }) => rule)).toEqual(['service-port', 'memory-unlimited']);
  });

  test('tells of a construct what is found in it and below it, though the whole App is looked at', () => {
    const { careless, careful } = shop();
    expect(findings(careless)).toHaveLength(1);
    expect(findings(careful)).toEqual([]);
  });

  test('leaves out what is waived, and tells of a waiver that has ended', () => {
    const { chart } = shop();
    const on = (day: string) => findings(chart, { waivers: [waiver], now: new Date(day) });
    expect(on('2027-03-31T23:59:59Z')).toEqual([]);
    expect(on('2027-04-01T00:00:00Z').map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  test('throws what constructs refuse, and waivers without a time to hold them against', () => {
    const { chart, careful } = shop();
    expect(() => findings(chart, { waivers: [waiver] })).toThrow('now is missing');
    careful.node.addValidation({ validate: () => ['not today'] });
    expect(() => findings(chart)).toThrow('not today');
  });
});
