import type * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFolder } from '../../src/synth/output-folder';

/** Steps that change something, counted; the one of this number fails as on a full disk. */
const mockSteps: { count: number; failing: number; beforeRename?: () => void } = { count: 0, failing: 0 };

jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  const failing =
    <Args extends unknown[], Result>(step: (...args: Args) => Result) =>
    (...args: Args): Result => {
      mockSteps.count += 1;
      if (mockSteps.count === mockSteps.failing)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      return step(...args);
    };
  return {
    ...real,
    mkdirSync: failing(real.mkdirSync),
    mkdtempSync: failing(real.mkdtempSync),
    renameSync: failing((from: fs.PathLike, to: fs.PathLike) => {
      mockSteps.beforeRename?.();
      real.renameSync(from, to);
    }),
    writeFileSync: failing(real.writeFileSync),
    // the first files of a list that goes are the old ones: removing them may fail too
    rmSync: failing(real.rmSync),
  };
});
const real = jest.requireActual<typeof fs>('node:fs');

let parent: string;
let folder: string;

beforeEach(() => {
  mockSteps.failing = 0;
  mockSteps.beforeRename = undefined;
  parent = real.mkdtempSync(join(tmpdir(), 'seaworthy-'));
  folder = join(parent, 'out');
});

afterEach(() => {
  real.rmSync(parent, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  writeFolder(folder, Object.keys(files), (file) => files[file] ?? '');
}

/** All files below the folder with their content, but for what a failed run may leave for the next one to remove. */
function content(): Record<string, string> {
  if (!real.existsSync(folder)) return {};
  const files = real
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !file.startsWith('.seaworthy-stage'));
  return Object.fromEntries(files.sort().map((file) => [file, real.readFileSync(join(folder, file), 'utf8')]));
}

const OLD = { 'shop/a.yaml': 'old a', 'shop/b.yaml': 'old b', 'gone/c.yaml': 'old c' };
const NEW = { 'shop/a.yaml': 'new a', 'shop/d.yaml': 'new d', 'more/e.yaml': 'new e' };

/** Number of steps that a replacement of the old files by the new ones takes. */
function stepsOfReplacement(): number {
  write(OLD);
  mockSteps.count = 0;
  write(NEW);
  const { count } = mockSteps;
  real.rmSync(folder, { recursive: true });
  return count;
}

test('whatever step fails, the files are all old, or all new; the next run works', () => {
  const steps = stepsOfReplacement();
  expect(steps).toBeGreaterThan(15);
  const ends = new Set<string>();
  for (let failing = 1; failing <= steps; failing += 1) {
    write(OLD);
    const before = content();
    Object.assign(mockSteps, { count: 0, failing });
    expect(() => {
      write(NEW);
    }).toThrow('ENOSPC');
    mockSteps.failing = 0;
    const after = content();
    const isOld = JSON.stringify(after) === JSON.stringify(before);
    ends.add(isOld ? 'old' : 'new');
    if (!isOld) expect(after).toMatchObject(NEW);
    write(NEW);
    expect(Object.keys(content())).toEqual(['.seaworthy', 'more/e.yaml', 'shop/a.yaml', 'shop/d.yaml']);
    real.rmSync(folder, { recursive: true });
  }
  expect(ends).toContain('old');
});

test('whatever step of a first run fails, no file is left, and the next run works', () => {
  write(NEW);
  real.rmSync(folder, { recursive: true });
  mockSteps.count = 0;
  write(NEW);
  const steps = mockSteps.count;
  // the last two steps give up what the run had to itself: all files are in their places by then
  for (let failing = 1; failing < steps - 1; failing += 1) {
    real.rmSync(folder, { recursive: true, force: true });
    Object.assign(mockSteps, { count: 0, failing });
    expect(() => {
      write(NEW);
    }).toThrow('ENOSPC');
    mockSteps.failing = 0;
    expect(content()).toEqual({});
    write(NEW);
    expect(content()).toMatchObject(NEW);
  }
});

describe('two runs at once', () => {
  test('rejects a folder that another process is writing to, and names the process', () => {
    write(OLD);
    real.mkdirSync(join(folder, '.seaworthy-stage'));
    // process 1 is there on every machine that has processes
    real.writeFileSync(join(folder, '.seaworthy-stage', 'process'), '1');
    expect(() => {
      write(NEW);
    }).toThrow(`another synth (process 1) is writing to ${folder}; wait for its end, or remove`);
    expect(content()).toMatchObject(OLD);
  });

  test('rejects one that began at the same moment, and leaves it what it has', () => {
    write(OLD);
    const stage = join(folder, '.seaworthy-stage');
    mockSteps.beforeRename = () => {
      if (real.existsSync(stage)) return;
      real.mkdirSync(stage);
      real.writeFileSync(join(stage, 'process'), '1');
    };
    expect(() => {
      write(NEW);
    }).toThrow('another synth (process 1) is writing to');
    expect(real.readdirSync(stage)).toEqual(['process']);
    expect(content()).toMatchObject(OLD);
  });

  test('a stage of a process that is gone is taken over', () => {
    write(OLD);
    real.mkdirSync(join(folder, '.seaworthy-stage'));
    // no system gives this number to a process
    real.writeFileSync(join(folder, '.seaworthy-stage', 'process'), '99999999');
    write(NEW);
    expect(real.readdirSync(folder).sort()).toEqual(['.seaworthy', 'more', 'shop']);
  });
});

test('a link to a folder is written through, and stays a link', () => {
  const target = join(parent, 'target');
  real.mkdirSync(target);
  real.symlinkSync(target, folder);
  write(OLD);
  write(NEW);
  expect(real.lstatSync(folder).isSymbolicLink()).toBe(true);
  expect(real.readFileSync(join(target, 'shop/a.yaml'), 'utf8')).toBe('new a');
  write({});
  expect(real.lstatSync(folder).isSymbolicLink()).toBe(true);
});

test('rejects a folder inside that is a link: its files would be written elsewhere', () => {
  write(OLD);
  const elsewhere = join(parent, 'elsewhere');
  real.mkdirSync(elsewhere);
  real.symlinkSync(elsewhere, join(folder, 'more'));
  expect(() => {
    write(NEW);
  }).toThrow(`${join(folder, 'more')} is a link, which leads out of ${folder}; remove it, or choose another outdir`);
  expect(real.readdirSync(elsewhere)).toEqual([]);
});
