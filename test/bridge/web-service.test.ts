import * as pulumi from '@pulumi/pulumi';
import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, PostgresEndpoint, WebService } from 'seaworthy';
import { named } from './monitor';
import { deployed } from './shop';

const LATER = {
  image: 'ghcr.io/acme/shop:1.0.0',
  port: 8080,
  replicas: 4,
  host: 'db.example.com',
  databasePort: 6432,
  cidr: '10.1.0.0/24',
};

const shop = () =>
  deployed((app, outputs) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const text = (value: string) => outputs.string(pulumi.output(Promise.resolve(value)));
    const number = (value: number) => outputs.number(pulumi.output(Promise.resolve(value)));
    const database = PostgresEndpoint.of({
      name: 'orders',
      host: text(LATER.host),
      port: number(LATER.databasePort),
      cidrs: [text(LATER.cidr)],
    });
    const api = new WebService(chart, 'api', {
      image: text(LATER.image),
      port: number(LATER.port),
      resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
      scale: { replicas: number(LATER.replicas) },
      environment: { DATABASE: `postgresql://${database.host}:${database.port}/orders` },
    });
    api.calls(database);
    api.acceptsFrom(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }));
  });

describe('a WebService of values that only a deployment knows', () => {
  test('its Deployment has them at their leaves, numbers as numbers', async () => {
    const { spec } = named(await shop(), 'shop/api/Deployment').inputs as { spec: Record<string, unknown> };
    expect(spec).toMatchObject({
      replicas: LATER.replicas,
      template: {
        spec: {
          containers: [
            {
              image: LATER.image,
              ports: [{ name: 'http', containerPort: LATER.port }],
              env: [{ name: 'DATABASE', value: 'postgresql://db.example.com:6432/orders' }],
            },
          ],
        },
      },
    });
  });

  test('its network policy is open on the port and to the addresses that come out', async () => {
    const { spec } = named(await shop(), 'shop/api/NetworkPolicy/NetworkPolicy').inputs as {
      spec: Record<string, unknown>;
    };
    expect(spec).toMatchObject({
      ingress: [{ ports: [{ port: LATER.port }] }],
      egress: [{ to: [{ ipBlock: { cidr: LATER.cidr } }], ports: [{ port: LATER.databasePort }] }, {}],
    });
  });

  test('a number of pods that is not known yet keeps its disruption budget', async () => {
    expect(named(await shop(), 'shop/api/DisruptionBudget/PodDisruptionBudget')).toBeDefined();
  });
});
