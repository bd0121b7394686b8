import { App, Chart } from 'cdk8s';
import { capabilities, declareEnvironment, environmentOf } from 'seaworthy';
import {
  demand,
  demandCustomResource,
  demandKubernetes,
  demandNetworkPolicy,
  demandReloader,
  demandPodMetric,
  demandResourceMetrics,
} from '../../src/core/demand';
import { KUBERNETES_MINOR } from '../../src/core/versions';
import { problems } from '../rendering';

describe('capabilities', () => {
  test('defaults: the version we render for, policies enforced, metrics-server, no Reloader, DNS in kube-system, no custom resources, Secrets, ConfigMaps, stores and metrics of anybody else', () => {
    expect(capabilities()).toEqual({
      kubernetes: { minor: KUBERNETES_MINOR },
      customResources: new Set(),
      secrets: new Set(),
      configMaps: new Set(),
      secretStores: new Set(),
      networkPolicy: true,
      podMetrics: new Set(),
      externalMetrics: new Set(),
      resourceMetrics: true,
      reloader: false,
      dns: [{ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }],
    });
  });

  test.each(['1', '36', '1.36.3', 'v1.36', 'latest'])("rejects '%s' as a Kubernetes version", (kubernetes) => {
    expect(() => capabilities({ kubernetes })).toThrow(`kubernetes '${kubernetes}' is not a version; allowed: 1.x`);
  });
});

describe('demands', () => {
  const all = [
    demandKubernetes('preStop', 30),
    demandCustomResource('secrets', 'external-secrets.io/v1'),
    demandPodMetric('scale', 'http_requests_per_second'),
    demandResourceMetrics('scale.cpu'),
    demandNetworkPolicy('policy'),
    demandReloader('restarts'),
  ];

  test('a gap in the declared environment is refused, each with what it needs and the fix', () => {
    const found = problems(
      (chart) => {
        demand(chart, ...all);
      },
      { kubernetes: '1.29', networkPolicy: false, resourceMetrics: false },
    );
    expect(found).toHaveLength(all.length);
    expect(found[1]).toBe(
      "[shop] secrets needs the custom resources of external-secrets.io/v1, which environment 'test' does not declare; install their operator and add 'external-secrets.io/v1' to capabilities.customResources",
    );
  });

  test('what is declared is met, and the version itself is new enough', () => {
    expect(
      problems(
        (chart) => {
          demand(chart, ...all);
        },
        {
          kubernetes: '1.30',
          customResources: ['external-secrets.io/v1'],
          podMetrics: ['http_requests_per_second'],
          reloader: true,
        },
      ),
    ).toEqual([]);
  });

  test('where no environment is declared, nothing is checked', () => {
    expect(
      problems((chart) => {
        demand(chart, ...all);
      }),
    ).toEqual([]);
  });
});

describe('the environment', () => {
  test('every construct of the App knows it', () => {
    const app = new App();
    const environment = { name: 'prod', region: 'eu-west-1', capabilities: capabilities() };
    declareEnvironment(app, environment);
    expect(environmentOf(new Chart(app, 'chart'))).toBe(environment);
    expect(environmentOf(new App())).toBeUndefined();
  });

  test('rejects an App that was built in already', () => {
    const app = new App();
    new Chart(app, 'chart');
    expect(() => {
      declareEnvironment(app, { name: 'prod', region: 'eu-west-1', capabilities: capabilities() });
    }).toThrow(/has 'chart' in it already; allowed: an App without children/);
  });
});
