import { readFileSync } from 'node:fs';
import type { Comparison } from '../../bench/comparison';
import { replaceResults, showResults } from '../../bench/results';

const comparison: Comparison = {
  title: 'Up',
  without: 'by hand',
  with: 'with us',
  timeLimit: 1.1,
  memoryLimit: 1.2,
  runs: [{ without: { wall: 10_000, cpu: 200, memory: 100 }, with: { wall: 12_000, cpu: 210, memory: 110 } }],
};

test('results tell medians, ratio, spread, limit and whether it was held', () => {
  const text = showResults([comparison], {
    day: '2026-11-21',
    machine: '2 × processor',
    load: [0.5, 1],
    versions: [['Node.js', '20.0.0']],
  });
  expect(text).toContain('| Up | time | 10.0 s | 12.0 s | 1.20 | 1.20 to 1.20 | 1.1, **missed** | 1 |');
  expect(text).toContain('| Up | processor | 200 ms | 210 ms | 1.05 | 1.05 to 1.05 |  | 1 |');
  expect(text).toContain('| Up | memory | 100 MiB | 110 MiB | 1.10 | 1.10 to 1.10 | 1.2, held | 1 |');
  expect(text).toContain('load average 0.5 before and 1.0 after');
  expect(text).toContain('Node.js 20.0.0');
});

test('a side that was stopped gives bounds: it took longer, and the ratio is smaller', () => {
  const stopped = { wall: 90_000, cpu: 90_000, memory: 0, isBound: true };
  const unjudged = { ...comparison, timeLimit: undefined };
  const text = showResults(
    [{ ...unjudged, runs: [{ without: stopped, with: { wall: 900, cpu: 1000, memory: 90 } }] }],
    {
      day: '2026-11-21',
      machine: '2 × processor',
      load: [0.5, 1],
      versions: [],
    },
  );
  expect(text.split('\n').filter((line) => line.startsWith('| Up'))).toEqual([
    '| Up | time | over 90.0 s | 900 ms | under 0.010 | 0.010 to 0.010 |  | 1 |',
  ]);
});

test('a comparison of growths has no unit of time', () => {
  const measured = { wall: 3.3, cpu: 3.1, memory: 2 };
  const text = showResults(
    [{ ...comparison, unit: 'times', runs: [{ without: { ...measured, wall: 3 }, with: measured }] }],
    { day: '2026-11-21', machine: '2 × processor', load: [0.5, 1], versions: [] },
  );
  expect(text).toContain('| Up | times | 3.00 times | 3.30 times | 1.10 | 1.10 to 1.10 | 1.1, held | 1 |');
});

test('new results take the place of earlier ones, and what is written by hand stays', () => {
  const text = 'before\n<!-- results -->\n\nold\n\n<!-- end of results -->\nafter\n';
  const replaced = replaceResults(text, 'new');
  expect(replaced).toBe('before\n<!-- results -->\n\nnew\n\n<!-- end of results -->\nafter\n');
  expect(replaceResults(replaced, 'new')).toBe(replaced);
});

test('rejects a text without a place for results', () => {
  expect(() => replaceResults('nothing', 'new')).toThrow('there is no <!-- results -->');
});

test('the committed report has a place for results', () => {
  expect(() => replaceResults(readFileSync('bench/README.md', 'utf8'), 'new')).not.toThrow();
});
