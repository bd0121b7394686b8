const { App } = require('cdk8s');
const { Shop } = require('@acme/charts');
const { snapshot } = require('seaworthy/testing');

console.log(JSON.stringify(Object.keys(snapshot(new Shop(new App(), 'shop')))));
