import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Waiver } from 'seaworthy/checks';
import { synthCommand } from '../../systems/synth-command';

const waiver: Waiver = {
  rule: 'pods-not-spread',
  reason: 'one zone until the move',
  owner: 'team-shop',
  until: '2027-03-31',
};
let parent: string;
let told: string[];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'seaworthy-waived-'));
  told = [];
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

function synthesize(now: Date): void {
  const tell = (line: string) => void told.push(line);
  synthCommand({ outdir: join(parent, 'manifests'), now, waivers: [waiver], tell, warn: tell }).parse(
    ['--env', 'dev', '--system', 'feature-api'],
    { from: 'user' },
  );
}

test('a waiver that holds is listed with its reason, its owner and its last day', () => {
  synthesize(new Date('2027-03-31T12:00:00Z'));
  expect(told).toContainEqual(
    expect.stringMatching(
      /^dev: waived until 2027-03-31 by team-shop: pods-not-spread everywhere \(\d+ findings?\): one zone until the move$/,
    ),
  );
  expect(readdirSync(parent)).toEqual(['manifests']);
});

test('a waiver that has ended stops it, and nothing is written', () => {
  expect(() => {
    synthesize(new Date('2027-04-01T00:00:00Z'));
  }).toThrow('the waiver of team-shop ended on 2027-03-31 (one zone until the move)');
  expect(told).toEqual([]);
  expect(readdirSync(parent)).toEqual([]);
});
