import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { locked } from '../../../src/quota/file-lock.ts';
import { createFileStore } from '../../../src/quota/file-store.ts';
import { createLimiter } from '../../../src/quota/limiter.ts';
import { processIsGone, processName } from '../../../src/quota/process-name.ts';
import { stateFolder } from '../../../src/quota/state-folder.ts';
import { createSteadyStore } from '../../../src/quota/steady-store.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { amplitudeLimits } from '../../support/limits.ts';

let folder: string;
const losses: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-quota-'));
  losses.length = 0;
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const onLoss = (sentence: string) => void losses.push(sentence);
const signal = new AbortController().signal;
const request = (cost: number) => ({ key: 'project', limits: amplitudeLimits, price: { cost }, signal });

function open(where = folder, clock: Clock = systemClock) {
  const owner = processName();
  const files = createFileStore({ folder: where, clock, owner, isGone: processIsGone, onLoss });
  const store = createSteadyStore(files, { clock, share: 1, retry: 50, notes: () => losses });
  return { store, limiter: createLimiter({ clock, store, owner }) };
}

function stateFiles(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

async function used(limiter: ReturnType<typeof createLimiter>) {
  const usage = await limiter.usage('project', amplitudeLimits);
  return Object.fromEntries(usage.map((each) => [each.limit, each.used]));
}

describe('one file for all processes', () => {
  test('what one takes, the other sees, and waits for', async () => {
    const [one, other] = [open(), open()];
    const lease = await one.limiter.acquire(request(600));
    expect(await used(other.limiter)).toMatchObject({ 'calls at once': 1, 'cost at once': 600 });
    let waited = false;
    const waiting = other.limiter.acquire({
      ...request(600),
      onWait: () => {
        waited = true;
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(waited).toBe(true);
    const began = performance.now();
    lease.release();
    (await waiting).release();
    expect(performance.now() - began).toBeLessThan(90);
    await Promise.all([one.limiter.close(), other.limiter.close()]);
    expect(await used(open().limiter)).toMatchObject({ 'calls at once': 0, 'cost an hour': 1_200 });
  });

  test('is named by a hash', async () => {
    const { limiter } = open();
    (await limiter.acquire({ ...request(1), key: '../../etc/passwd' })).release();
    await limiter.close();
    expect(stateFiles()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.json$/)]);
  });

  test('nothing is left of keys that nobody has used for days', async () => {
    const old = join(folder, `${'a'.repeat(32)}.json`);
    writeFileSync(old, '{}');
    utimesSync(old, 1, 1);
    const { limiter } = open();
    (await limiter.acquire(request(1))).release();
    await limiter.close();
    expect(existsSync(old)).toBe(false);
    expect(stateFiles()).toHaveLength(1);
  });

  test('a clock that is 30 s behind does no harm', async () => {
    const [right, late] = [createFakeClock(), createFakeClock(createFakeClock().now() - 30_000)];
    const [one, other] = [open(folder, right), open(folder, late)];
    const lease = await one.limiter.acquire(request(900));
    const waiting = other.limiter.acquire(request(900));
    await until(async () => (await one.store.read('project')).ledger.waiters !== undefined && late.sleepers() > 0);
    const { ledger } = await other.store.read('project');
    expect(Object.values(ledger.waiters).map(({ arrived }) => arrived)).toEqual([right.now()]);
    lease.release();
    await until(async () => Object.keys((await one.store.read('project')).ledger.leases).length === 0);
    await late.run(1_000);
    const later = setInterval(() => void late.run(100), 10);
    (await waiting).release();
    clearInterval(later);
    await other.limiter.close();
    await one.limiter.close();
  });
});

describe('a state that is in no good shape', () => {
  test('a folder that is removed under way is made again', async () => {
    const { limiter } = open();
    const lease = await limiter.acquire(request(700));
    rmSync(folder, { recursive: true });
    lease.release();
    (await limiter.acquire(request(1))).release();
    await limiter.close();
    expect(await limiter.notes([])).toEqual([]);
    expect(await used(open().limiter)).toMatchObject({ 'calls at once': 0, 'cost an hour': 701 });
  });

  test.each(['', '{', 'null', '{"version":1}', '{"version":2,"at":1,"ledger":{}}', '\u0000\u0000'])(
    'damaged as %j: begun anew, and told once',
    async (text) => {
      const before = open();
      (await before.limiter.acquire(request(1))).release();
      await before.limiter.close();
      for (const name of stateFiles()) writeFileSync(join(folder, name), text);
      const { limiter } = open();
      (await limiter.acquire(request(5))).release();
      await limiter.close();
      expect(await limiter.notes([])).toEqual(losses);
      expect(losses[0]).toContain('was damaged');
      expect(JSON.parse(readFileSync(join(folder, stateFiles()[0] ?? ''), 'utf8'))).toMatchObject({ version: 1 });
    },
  );

  test('damaged or removed under way: a process that saw it brings back what it saw', async () => {
    const { limiter } = open();
    const held = await limiter.acquire(request(700));
    for (const name of stateFiles()) rmSync(join(folder, name));
    const other = await limiter.acquire(request(10));
    expect(await used(open().limiter)).toMatchObject({ 'calls at once': 2, 'cost at once': 710 });
    held.release();
    other.release();
    await limiter.close();
    expect(await used(open().limiter)).toMatchObject({ 'calls at once': 0, 'cost an hour': 710 });
  });

  test('a folder that cannot be made: counts for itself, says so, and comes back', async () => {
    const place = join(folder, 'not-a-folder');
    writeFileSync(place, '');
    const { limiter } = open(place);
    const held = await limiter.acquire(request(900));
    expect(await used(limiter)).toMatchObject({ 'cost at once': 900 });
    expect((await limiter.notes([]))[0]).toMatch(
      /^Quota: the state folder .* is out of reach since \d\d:\d\d UTC \(E[A-Z]+\)/,
    );
    rmSync(place);
    await new Promise((resolve) => setTimeout(resolve, 120));
    held.release();
    (await limiter.acquire(request(900))).release();
    await limiter.close();
    expect(await limiter.notes([])).toEqual([]);
    expect(await used(open(place).limiter)).toMatchObject({ 'cost at once': 0, 'cost an hour': 1_800 });
  });
});

describe('a state that can be read and not written', () => {
  const inPlaceOf = {
    'the folder for locks is a file': () => writeFileSync(join(folder, 'work'), ''),
    'a folder stands in place of the state file': async () => {
      const before = open();
      (await before.limiter.acquire(request(1))).release();
      await before.limiter.close();
      const [file = ''] = stateFiles();
      rmSync(join(folder, file));
      mkdirSync(join(folder, file));
    },
  };

  test.each(Object.entries(inPlaceOf))('%s: reading it does not make it whole', async (_, spoil) => {
    await spoil();
    const said = stderrLines();
    const { limiter } = open();
    const held = await limiter.acquire(request(900));
    // Long enough for another try.
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await used(limiter)).toMatchObject({ 'cost at once': 900 });
    expect(limiter.scope).toBe('this process');
    expect((await limiter.notes([]))[0]).toContain('is out of reach');
    expect(said().filter((line) => line.includes('is back'))).toEqual([]);
    expect(said().filter((line) => line.includes('is out of reach'))).toHaveLength(1);
    held.release();
    await limiter.close();
  });

  test('written again, it is back, and told what was spent meanwhile', async () => {
    writeFileSync(join(folder, 'work'), '');
    const said = stderrLines();
    const { limiter } = open();
    (await limiter.acquire(request(900))).release();
    rmSync(join(folder, 'work'));
    await new Promise((resolve) => setTimeout(resolve, 120));
    (await limiter.acquire(request(5))).release();
    await limiter.close();
    expect(limiter.scope).toBe('all processes of this machine');
    expect(said().filter((line) => line.includes('is back'))).toHaveLength(1);
    expect(await used(open().limiter)).toMatchObject({ 'cost an hour': 905 });
  });
});

describe('the dead', () => {
  test('a process that is seen to be dead gives its share back at once', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await new Promise((resolve) => child.once('spawn', resolve));
    const began = readFileSync(`/proc/${child.pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    const name = [processName().split('.')[0], child.pid, began, 'x'].join('.');
    expect(processIsGone(name)).toBe(false);
    const files = createFileStore({ folder, clock: systemClock, owner: name, isGone: () => false, onLoss });
    const theirs = createLimiter({ store: createSteadyStore(files, { clock: systemClock, share: 1 }), owner: name });
    await theirs.acquire(request(900));
    const { limiter } = open();
    const waiting = limiter.acquire(request(900));
    // It is not known to be dead while its number lives; a new process with its number is another one.
    expect(processIsGone([name.split('.')[0], child.pid, '1', 'x'].join('.'))).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const died = performance.now();
    expect(processIsGone(`${name}`)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(processIsGone(name)).toBe(true);
    // Its leases are no longer renewed, as this test is not it.
    const lease = await waiting;
    expect(performance.now() - died).toBeLessThan(2_500);
    lease.release();
    await limiter.close();
  });

  test('cannot be seen on another machine', () => {
    expect(processIsGone('elsewhere.1.1.x')).toBe(false);
    expect(processIsGone('')).toBe(false);
    expect(processIsGone(processName())).toBe(false);
  });
});

describe('the lock', () => {
  const options = { isGone: () => false, patience: 400, staleness: 100 };
  const path = () => join(folder, 'lock');

  test('lets one in at a time', async () => {
    let inside = 0;
    const work = () => {
      inside += 1;
      expect(inside).toBe(1);
      expect(readlinkSync(path())).toMatch(/^owner-\d+ \d+$/);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 50 }, (_, index) => locked(path(), `owner-${index}`, options, work)));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a dead process is taken away at once; of one that stands still after a while', async () => {
    writeFileSync(path(), 'dead-process 7');
    const began = performance.now();
    await locked(path(), 'me', { ...options, isGone: (owner) => owner === 'dead-process' }, () => {});
    expect(performance.now() - began).toBeLessThan(80);
    writeFileSync(path(), 'sleepy-process 7');
    await locked(path(), 'me', options, () => {});
    expect(performance.now() - began).toBeGreaterThan(100);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is free again after a fault, and not waited for without end', async () => {
    await expect(
      locked(path(), 'me', options, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await locked(path(), 'me', options, () => {});
    writeFileSync(`${path()}.dead`, String(Date.now()));
    writeFileSync(path(), 'sleepy-process 7');
    await expect(locked(path(), 'me', options, () => {})).rejects.toThrow('never free');
    writeFileSync(`${path()}.dead`, String(Date.now() - 3_600_000));
    await locked(path(), 'me', options, () => {});
  });
});

test.each([
  ['linux', {}, '/home/ann/.local/state/metrics-mcp'],
  ['linux', { XDG_STATE_HOME: '/state' }, '/state/metrics-mcp'],
  ['linux', { XDG_STATE_HOME: 'state' }, '/home/ann/.local/state/metrics-mcp'],
  ['darwin', {}, '/home/ann/Library/Application Support/metrics-mcp'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' }, 'C:\\Users\\ann\\AppData\\Local\\metrics-mcp'],
] as const)('the state folder on %s with %j', (platform, environment, expected) => {
  expect(stateFolder(environment, platform, '/home/ann')).toBe(expected);
});

test('a folder that can never be made stops no answer, and holds nothing up', async () => {
  const { limiter } = open('/proc/none/state');
  const lease = await limiter.acquire(request(10));
  lease.release();
});

/** What is logged from now until the test ends. */
function stderrLines(): () => string[] {
  const spy = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => spy.mockRestore());
  return () => spy.mock.calls.map(([text]) => String(text));
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500 && !(await ready()); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
}
