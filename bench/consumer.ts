import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../sandbox/machine/command';
import type { Side } from './comparison';

/** Files of a consumer's snapshot suite. */
const TESTS = 20;

const SUBJECTS: Readonly<Record<Side, readonly string[]>> = {
  without: ['service-objects.ts', 'plain-chart.ts'],
  with: ['web-services.ts', 'seaworthy-chart.ts'],
};

/** A project of somebody who uses cdk8s, with or without Seaworthy: sources, snapshot tests, and settings of tsc and jest. */
export interface Consumer {
  readonly folders: Readonly<Record<Side, string>>;
}

/** Writes both consumers. The one with Seaworthy has the package as it is published; other packages come from the repository. */
export async function writeConsumers(root: string, folder: string): Promise<Consumer> {
  rmSync(folder, { recursive: true, force: true });
  const folders = { without: join(folder, 'without'), with: join(folder, 'with') };
  for (const side of ['without', 'with'] as const) writeConsumer(root, folders[side], side);
  const installed = join(folders.with, 'node_modules', 'seaworthy');
  mkdirSync(installed, { recursive: true });
  const packed = await mustRun('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  await mustRun('tar', ['-xzf', join(folder, packed.trim()), '-C', installed, '--strip-components=1']);
  return { folders };
}

function writeConsumer(root: string, folder: string, side: Side): void {
  mkdirSync(folder, { recursive: true });
  for (const file of SUBJECTS[side]) cpSync(join(root, 'bench', 'subjects', file), join(folder, file));
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const transform = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }];
  writeFileSync(join(folder, 'package.json'), json({ name: `consumer-${side}`, private: true, version: '0.0.0' }));
  writeFileSync(
    join(folder, 'jest.config.json'),
    json({ testEnvironment: 'node', transform: { '^.+\\.ts$': transform } }),
  );
  for (const [name, skipLibCheck] of [
    ['tsconfig.json', true],
    ['tsconfig.libraries.json', false],
  ] as const)
    writeFileSync(
      join(folder, name),
      json({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2023'],
          module: 'node16',
          moduleResolution: 'node16',
          strict: true,
          noEmit: true,
          skipLibCheck,
          types: ['node', 'jest'],
        },
        include: ['*.ts'],
      }),
    );
  const chart = side === 'with' ? 'seaworthy-chart' : 'plain-chart';
  for (let number = 1; number <= TESTS; number += 1)
    writeFileSync(join(folder, `service-${number}.test.ts`), snapshotTest(chart, `service-${number}`));
}

function snapshotTest(chart: string, name: string): string {
  return `import { renderService } from './${chart}';

test('${name} renders as it was reviewed', () => {
  const objects = renderService('${name}').sort((a, b) => a.kind.localeCompare(b.kind));
  expect(objects).toMatchSnapshot();
});
`;
}
