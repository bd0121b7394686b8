import { runtime } from '@pulumi/pulumi';
import { isSecret } from './marks';

/** Values of a stack's config by key. A key without a namespace is of the project. `secret(value)` makes a secret. */
export type MockConfig = Readonly<Record<string, unknown>>;

/** Outputs of other stacks by full name (`acme/network/prod`). `secret(value)` makes a secret output. */
export type MockStackReferences = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Gives the program its config; what is returned puts back the config from before. */
export function provideConfig(config: MockConfig, project: string): () => void {
  const before = runtime.allConfig();
  const entries = Object.entries(config).map(([key, value]) => ({
    key: key.includes(':') ? key : `${project}:${key}`,
    secret: isSecret(value),
    text: configText(isSecret(value) ? value['<secret>'] : value),
  }));
  runtime.setAllConfig(
    Object.fromEntries(entries.map(({ key, text }) => [key, text])),
    entries.filter((entry) => entry.secret).map(({ key }) => key),
  );
  return () => {
    runtime.setAllConfig(before);
  };
}

/** What is wrong with a stack reference of the program, if anything. */
export function referenceProblem(references: MockStackReferences, name: string): string | undefined {
  if (Object.hasOwn(references, name)) return undefined;
  const given = Object.keys(references).join(', ') || 'none given';
  return `stack reference '${name}' is not in stackReferences (${given}); add it with the outputs that the program reads`;
}

/** What a stack reference reads. */
export function referencedStack(references: MockStackReferences, name: string): Record<string, unknown> {
  const entries = Object.entries(references[name] ?? {});
  return {
    name,
    outputs: Object.fromEntries(entries.map(([key, value]) => [key, isSecret(value) ? value['<secret>'] : value])),
    secretOutputNames: entries.filter(([, value]) => isSecret(value)).map(([key]) => key),
  };
}

/** Config is text to a program: maps and lists are JSON, as the engine passes them. */
function configText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
