import { matchers } from 'seaworthy/testing';
import { mockStack, secret } from 'seaworthy/testing/pulumi';
import { program } from './program';

async function main(): Promise<void> {
  const stack = await mockStack(
    {
      project: 'shop',
      stack: 'prod',
      config: { password: secret('canary') },
      stackReferences: { 'acme/network/prod': { host: 'db.example.com' } },
    },
    program,
  );
  const { pass, message } = matchers.toRegister(stack, 'shop/config', {
    data: { host: 'db.example.com', password: secret('canary') },
  });
  if (!pass) throw new Error(message());
  const objects = stack.resources.filter(({ custom, type }) => custom && type.startsWith('kubernetes:'));
  console.log(JSON.stringify({ outputs: stack.outputs, objects: objects.map(({ name, type }) => `${type} ${name}`) }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
