import * as pulumi from '@pulumi/pulumi';
import { mockStack, type MockResource, type MockStackOptions } from 'seaworthy/testing/pulumi';

const PROJECT = 'shop';
const STACK = 'dev';

/** The options of a run that tests choose. */
export type RunOptions = Pick<MockStackOptions, 'preview' | 'outputs'>;

/** Runs a program in stack `dev` of project `shop` and returns what it registers. */
export async function record(program: () => unknown, options: RunOptions = {}): Promise<readonly MockResource[]> {
  const { resources } = await mockStack({ project: PROJECT, stack: STACK, ...options }, async () => {
    await program();
  });
  return resources;
}

/** The registration of a logical name; of a type too, where two share the name. */
export function named(registrations: readonly MockResource[], name: string, type = ''): MockResource {
  const found = registrations.filter((registration) => registration.name === name && registration.type.endsWith(type));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} of ${registrations.map(({ name: one }) => one).join(', ')} are ${name}`);
  return found[0];
}

/** Logical names of the resources that a registration depends on, sorted. */
export function dependencyNames({ dependencies }: MockResource): string[] {
  return dependencies.map((urn) => urn.slice(urn.lastIndexOf('::') + 2)).sort();
}

/** The URNs under which the engine looks for a resource besides its own: what its aliases come to. */
export function formerUrns({ aliases, type, name }: MockResource): string[] {
  return aliases.map((alias) => {
    const parents = alias.parent.split('::')[2] ?? '';
    // an alias without a parent has that of the resource: where that is the stack, it is not named
    const chain = ['', 'pulumi:pulumi:Stack'].includes(parents) ? '' : `${parents}$`;
    return `urn:pulumi:${STACK}::${PROJECT}::${chain}${alias.type || type}::${alias.name || name}`;
  });
}

/** A resource of a cloud; its id is known after deployment and unknown in a preview. */
export class CloudResource extends pulumi.CustomResource {
  constructor(name: string) {
    super('aws:rds/instance:Instance', name, {});
  }
}
