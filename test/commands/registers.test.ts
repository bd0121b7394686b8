import { App } from 'cdk8s';
import { registersCommand } from '../../commands/registers/command';
import { registersMarkdown } from '../../commands/registers/markdown';
import { registersOf, type Registers } from '../../commands/registers/registers';
import { Payments } from '../../docs/constructs/access-grants';
import { ENVIRONMENT_NAMES } from '../../systems/environments';

const now = new Date('2026-11-21T12:00:00Z');
const WAIVER = { rule: 'unpinned-image', reason: 'a | b', owner: 'team-shop', until: '2026-11-20' };

/** What a command line prints. */
function printed(...args: string[]): string {
  const lines: string[] = [];
  const command = registersCommand({ waivers: [WAIVER], now, tell: (text) => lines.push(text) });
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  command.parse(args, { from: 'user' });
  return lines.join('\n');
}

const read = (text: string) => (JSON.parse(text) as { environments: Registers[] }).environments;

describe('npm run registers', () => {
  test('gives secrets, grants and waivers of every environment as JSON', () => {
    const registers = read(printed('--format', 'json', '--system', 'feature-api'));
    expect(registers.map(({ environment }) => environment)).toEqual(ENVIRONMENT_NAMES);
    for (const { environment, secrets, grants, waivers } of registers) {
      expect(secrets.map(({ namespace, name, consumers }) => ({ namespace, name, consumers }))).toEqual([
        {
          namespace: 'feature-api',
          name: 'feature-api-secrets',
          consumers: [{ workload: 'Deployment feature-api', restarts: false }],
        },
      ]);
      for (const { remoteKey } of secrets[0]?.sources ?? []) expect(remoteKey).toBe(`${environment}/feature-api`);
      expect(grants).toEqual([]);
      expect(waivers).toEqual([{ ...WAIVER, ended: true, objects: [] }]);
    }
  });

  test('can be narrowed, and is a page unless told otherwise', () => {
    const page = printed('--env', 'prod', '--system', 'feature-api');
    expect(page.match(/^## .*$/gm)).toEqual(['## prod']);
    expect(page.match(/^### .*$/gm)).toEqual(['### Secrets', '### Access grants', '### Waivers']);
  });

  test.each([
    [['--env', 'prdo'], "did you mean 'prod'?"],
    [['--system', 'x'], "--system 'x'"],
    [['--format', 'yaml'], 'Allowed choices are markdown, json'],
  ])('rejects %j', (args, message) => {
    expect(() => printed(...args)).toThrow(message);
  });
});

describe('the page of registers', () => {
  const secret = { namespace: 'shop', name: 'api-secrets', store: 'SecretStore vault', sources: [], consumers: [] };
  const page = (changes: Partial<Registers>) =>
    registersMarkdown([{ environment: 'prod', secrets: [], grants: [], waivers: [], ...changes }]);

  test('says what nobody answers for, and what nothing reads', () => {
    expect(page({ secrets: [secret] })).toContain(
      '| `shop/api-secrets` | **nobody** | not declared | not declared | nothing | SecretStore vault |',
    );
  });

  test('writes ages in the largest whole unit, readers, and places in the store', () => {
    const full = {
      ...secret,
      owner: 'team-shop',
      rotatedEverySeconds: 30 * 86_400,
      ageLimitSeconds: 90_000,
      sources: [{ remoteKey: 'prod/shop', property: 'key' }, { remoteKey: 'prod/till' }],
      consumers: [
        { workload: 'Deployment api', restarts: true },
        { workload: 'Job import', restarts: false },
      ],
    };
    expect(page({ secrets: [full] })).toContain(
      '| team-shop | 30 days | 25 hours | Deployment api<br>Job import (no restart) | SecretStore vault<br>`prod/shop key`<br>`prod/till` |',
    );
  });

  test('lists grants with their end, also those that have ended', () => {
    const payments = (at: string) => {
      const app = new App();
      new Payments(app, at);
      return registersMarkdown([registersOf('prod', app, {})]);
    };
    expect(payments('2026-11-21T12:00:00Z')).toContain(
      '| `payments/inc-4711` | break-glass | ada@example.com | 2026-11-21T16:00:00Z | payments are stuck in the queue | duty manager |',
    );
    expect(payments('2026-11-22T12:00:00Z')).toContain('| **ended** 2026-11-21T16:00:00Z |');
  });

  test('keeps what people wrote in its cell', () => {
    const waivers = [{ ...WAIVER, reason: 'a | b\nc', ended: true, objects: [] }];
    expect(page({ waivers })).toContain(
      '| `unpinned-image` | everywhere | **ended** 2026-11-20 | team-shop | a \\| b c | **nothing**: remove it |',
    );
  });

  test('says where there is none', () => {
    expect(page({})).toBe('## prod\n\n### Secrets\n\nNone.\n\n### Access grants\n\nNone.\n\n### Waivers\n\nNone.');
  });
});
