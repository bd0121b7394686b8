/**
 * Registers the resources that a test wrote into a JSON file (its path is in OBJECTS). A value may be
 * `{ "$secret": text }`, or `{ "$idOf": name }` of a resource that stands before it.
 */
const { readFileSync } = require('node:fs');
const pulumi = require('@pulumi/pulumi');

const { provider: args, resources } = JSON.parse(readFileSync(process.env.OBJECTS, 'utf8'));
const provider = new pulumi.ProviderResource('kubernetes', 'cluster', args);
const made = new Map();

function resolve(value) {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  if ('$secret' in value) return pulumi.secret(value.$secret);
  if ('$idOf' in value) return made.get(value.$idOf).id;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
}

for (const { type, name, object, options = {} } of resources) {
  const { dependsOn = [], import: id, ...others } = options;
  const resource = new pulumi.CustomResource(`kubernetes:${type}`, name, resolve(object), {
    ...others,
    provider,
    dependsOn: dependsOn.map((other) => made.get(other)),
    ...(id === undefined ? {} : { import: id }),
  });
  made.set(name, resource);
}
