import { Graph, WebService, type CapabilitiesProps } from 'seaworthy';
import { objects, problems } from '../rendering';
import { POD, WORKLOADS } from './all-workloads';

const offers = (mesh: boolean): CapabilitiesProps => ({
  customResources: ['keda.sh/v1alpha1', 'networking.istio.io/v1', 'security.istio.io/v1'],
  ...(mesh && { mesh: { mode: 'sidecar' } }),
});

describe.each(WORKLOADS)('a %s in a mesh', (_name, _kind, _path, make) => {
  const calling = (chart: Parameters<ReturnType<typeof make>>[0]) => {
    const callee = new WebService(chart, 'stock', { ...POD, port: 8080, scale: { replicas: 2 } });
    Graph.of(chart).add(make()(chart), callee);
  };

  test('is let in by whom it runs as, and its proxy knows whom it calls', () => {
    const found = objects(calling, offers(true));
    const of = (kind: string, name: string) =>
      found.find((object) => object.kind === kind && object.metadata.name === name)?.spec;
    expect(JSON.stringify(of('AuthorizationPolicy', 'shop-stock'))).toContain('cluster.local/ns/shop/sa/shop-api"');
    expect(JSON.stringify(of('Sidecar', 'shop-api'))).toContain('shop/shop-stock.shop.svc.cluster.local');
    expect(problems(calling, offers(true))).toEqual([]);
  });

  test('is as it was where there is none', () => {
    expect(objects(calling, offers(false)).filter(({ apiVersion }) => apiVersion.includes('istio'))).toEqual([]);
  });
});
