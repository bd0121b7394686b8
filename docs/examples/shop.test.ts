import { App } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { Shop } from './shop';

test('the shop renders as it was reviewed', () => {
  const app = new App();
  new Shop(app);
  const objects = render(app);

  expect(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toMatchInlineSnapshot(`
    [
      "ServiceAccount/shop-api",
      "Deployment/shop-api",
      "Service/shop-api",
      "NetworkPolicy/shop-api",
      "HorizontalPodAutoscaler/shop-api",
      "PodDisruptionBudget/shop-api",
    ]
  `);
});
