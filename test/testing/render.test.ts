import { ApiObject, App, Chart } from 'cdk8s';
import { SynthesisError } from 'seaworthy/synth';
import { matchers, only, render } from 'seaworthy/testing';

expect.extend(matchers);

/** A ConfigMap in the namespace of its chart, named by its id. */
function configMap(scope: Chart, id: string, data: object = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

/** Two charts with a ConfigMap each; the first waits for the second. */
function twoCharts(): { app: App; first: Chart; second: Chart } {
  const app = new App();
  const first = new Chart(app, 'first', { namespace: 'shop' });
  const second = new Chart(app, 'second', { namespace: 'shop' });
  configMap(first, 'a', { list: ['x', 'y'], port: 80 });
  configMap(second, 'b');
  first.addDependency(second);
  return { app, first, second };
}

function refusing(): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  chart.node.addValidation({ validate: () => ['scale.max 2 is less than scale.min (3)', 'port 0 is no port'] });
  return chart;
}

/** What a failing expectation says. */
function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return String(error);
  }
  return 'nothing failed';
}

describe('render', () => {
  test('an App gives all its objects, each after those that it depends on', () => {
    const { app } = twoCharts();
    expect(render(app).map(({ metadata }) => metadata.name)).toEqual(['b', 'a']);
  });

  test('a chart gives its own objects, with fields to reach into', () => {
    const [object, ...others] = render(twoCharts().first);
    expect(others).toEqual([]);
    expect(object?.metadata).toEqual({ name: 'a', namespace: 'shop' });
    expect(object?.data['list']?.[1]).toBe('y');
  });

  test('a single construct gives what it renders', () => {
    const { second } = twoCharts();
    expect(render(configMap(second, 'c')).map(({ metadata }) => metadata.name)).toEqual(['c']);
  });

  test('rejects what synthesis would refuse, anywhere in the App', () => {
    const chart = refusing();
    const sibling = new Chart(App.of(chart), 'other', { namespace: 'shop' });
    expect(() => render(sibling)).toThrow(SynthesisError);
  });

  test('checks are applied unless they are left out', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
      spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] },
    });
    expect(() => render(chart)).toThrow(/rule service-port/);
    expect(render(chart, { checks: false })).toHaveLength(1);
  });

  test('only() finds the object of a kind, by its name where there are more', () => {
    const objects = render(twoCharts().app);
    expect(only(objects, 'ConfigMap', 'b').metadata.name).toBe('b');
    expect(only(render(twoCharts().first), 'ConfigMap').metadata.name).toBe('a');
  });

  test('rejects only() of what is not there or not alone, with what there is', () => {
    const objects = render(twoCharts().app);
    expect(() => only(objects, 'ConfigMap')).toThrow(
      'expected one ConfigMap, found 2; rendered are ConfigMap/shop/b, ConfigMap/shop/a;',
    );
    expect(() => only(objects, 'Secret', 'a')).toThrow('expected one Secret/a, found 0');
    expect(() => only([], 'Secret')).toThrow('rendered are no objects');
  });
});

describe('toRender', () => {
  test('an object is named with or without its namespace', () => {
    expect(twoCharts().app).toRender('ConfigMap/a');
    expect(render(twoCharts().app)).toRender('ConfigMap/shop/a');
    expect(twoCharts().app).not.toRender('ConfigMap/other/a');
  });

  test('it has at least the fields that are given, and asymmetric matchers stand anywhere', () => {
    expect(twoCharts().app).toRender('ConfigMap/a', {
      data: { list: ['x', expect.stringMatching(/^y$/)], port: expect.any(Number) as number },
    });
  });

  test.each([
    [{ data: { port: 81 } }, 'data.port is 80, expected 81'],
    [{ data: { port: '80' } }, 'data.port is 80, expected "80"'],
    [{ data: { list: ['x'] } }, 'data.list has 2 items, expected 1: ["x","y"]'],
    [{ data: { list: { x: 1 } } }, 'data.list is ["x","y"], expected {"x":1}'],
    [{ data: { port: [80] } }, 'data.port is 80, expected [80]'],
    [{ data: { host: 'x' } }, 'data.host is absent, expected "x"'],
    [{ metadata: { annotations: { 'a.b/c': 'x' } } }, 'metadata.annotations is absent, expected {"a.b/c":"x"}'],
    [{ data: { port: expect.any(String) as string } }, 'data.port is 80, expected Any<String>'],
  ])('rejects %j and says where it differs', (fields, message) => {
    expect(
      failureOf(() => {
        expect(twoCharts().app).toRender('ConfigMap/a', fields);
      }),
    ).toContain(message);
  });

  test('rejects an object that is not there, with what there is', () => {
    expect(
      failureOf(() => {
        expect(twoCharts().first).toRender('Secret/a');
      }),
    ).toContain('expected Secret/a to be rendered; rendered are ConfigMap/shop/a');
    expect(
      failureOf(() => {
        expect(twoCharts().first).not.toRender('ConfigMap/a');
      }),
    ).toContain('but it is rendered');
  });
});

describe('toRenderOnly', () => {
  test('the order of references does not matter', () => {
    expect(twoCharts().app).toRenderOnly(['ConfigMap/a', 'ConfigMap/shop/b']);
  });

  test('rejects missing objects and objects beside, each by name', () => {
    expect(
      failureOf(() => {
        expect(twoCharts().app).toRenderOnly(['ConfigMap/a', 'Secret/s']);
      }),
    ).toContain('missing are Secret/s; beside them there are ConfigMap/shop/b');
    expect(
      failureOf(() => {
        expect(twoCharts().first).toRenderOnly(['ConfigMap/a', 'ConfigMap/a']);
      }),
    ).toContain('missing are ConfigMap/a; beside them there are no objects');
  });
});

describe('toBeRefusedWith', () => {
  test('a text or a pattern is one of the problems', () => {
    expect(refusing()).toBeRefusedWith('scale.max 2');
    expect(refusing()).toBeRefusedWith(/\[shop\] port 0/);
    expect(refusing()).not.toBeRefusedWith('image');
    expect(twoCharts().app).not.toBeRefusedWith(/./);
  });

  test('rejects an App that is not refused, and one that is refused for something else', () => {
    expect(
      failureOf(() => {
        expect(twoCharts().app).toBeRefusedWith('scale');
      }),
    ).toContain('but it refuses nothing');
    expect(
      failureOf(() => {
        expect(refusing()).toBeRefusedWith('image');
      }),
    ).toContain('port 0 is no port');
  });
});
