import { App } from 'cdk8s';
import { findings, matchers, only, render, snapshot } from 'seaworthy/testing';
import { Shop } from './shop';

expect.extend(matchers);

function shop(minReplicas = 3): Shop {
  return new Shop(new App(), 'shop', { image: 'ghcr.io/acme/shop-api:1.4.2', minReplicas });
}

describe('the shop', () => {
  test('renders these objects and no others', () => {
    expect(shop()).toRenderOnly([
      'ConfigMap/banner',
      'ServiceAccount/shop-api',
      'Deployment/shop-api',
      'Service/shop-api',
      'NetworkPolicy/shop-api',
      'HorizontalPodAutoscaler/shop-api',
      'PodDisruptionBudget/shop-api',
    ]);
  });

  test('scales between what is set and ten', () => {
    expect(shop(4)).toRender('HorizontalPodAutoscaler/shop-api', { spec: { minReplicas: 4, maxReplicas: 10 } });
  });

  test('runs as nobody in particular', () => {
    const { spec } = only(render(shop()), 'Deployment');
    expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true);
  });

  test('rejects fewer pods at most than at least', () => {
    expect(shop(11)).toBeRefusedWith('scale.max');
  });

  test('breaks no rule but one that warns: the namespace comes from the platform', () => {
    expect(findings(shop()).map(({ rule }) => rule)).toEqual(['missing-default-deny']);
  });

  test('renders what was reviewed', () => {
    expect(snapshot(shop(), { mask: ['**.image'] })).toMatchSnapshot();
  });
});
