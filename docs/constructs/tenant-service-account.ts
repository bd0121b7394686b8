/**
 * # TenantServiceAccount and PriorityClass
 *
 * What pods of somebody else need in a namespace: of a CI runner, an operator, a chart. The account may do what is named, and its
 * pods have no token unless they ask for one; stars and verbs that give further rights are refused. A PriorityClass ranks pods:
 * who gets a node first when there is not room for all. The workloads of the library have accounts of their own.
 */
import { Chart, type App } from 'cdk8s';
import { PriorityClass, TenantNamespace, TenantServiceAccount } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });
    new TenantNamespace(this, 'Namespace', { name: 'shop' });
    new TenantServiceAccount(this, 'Runner', {
      name: 'release-runner',
      namespace: 'shop',
      may: [{ group: 'apps', resources: ['deployments'], verbs: ['get', 'patch'], names: ['shop-api'] }],
      awsRole: 'arn:aws:iam::123456789012:role/shop-release',
    });
    new PriorityClass(this, 'Checkout', {
      name: 'checkout',
      value: 2000,
      description: 'What takes money: it finds a node before all else of the shop.',
    });
  }
}
