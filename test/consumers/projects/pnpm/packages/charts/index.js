const { Chart, Size } = require('cdk8s');
const { Cpu } = require('cdk8s-plus-27');
const { WebService } = require('seaworthy');

exports.Shop = class Shop extends Chart {
  constructor(scope, id) {
    super(scope, id, { namespace: 'shop' });
    new WebService(this, 'api', {
      image: 'ghcr.io/acme/shop-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { replicas: 3 },
    });
  }
};
