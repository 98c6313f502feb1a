import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDirectory } from '../../../src/server/pglite/directory-lock.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { figure } from '../../setup/figures.ts';
import { proof } from '../durability/random.ts';
import { identityOf } from '../../../src/server/pglite/process-identity.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });


interface Answer { held: boolean; reason?: string; took?: number }
let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) await ended(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function aProcess(how: 'open' | 'lock'): Promise<{ child: ChildProcess; answer: Answer }> {
  const child = fork(new URL('./lock-child.ts', import.meta.url), [how, dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  children.push(child);
  const [answer] = (await once(child, 'message')) as [Answer];
  return { child, answer };
}

async function ended(child: ChildProcess, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (signal) child.kill(signal);
  await exit;
}

const lockFile = () => join(dataDir, '.integrations.lock');
const leaveLock = (change: object) => {
  lockDirectory(dataDir).release();
  writeFileSync(lockFile(), JSON.stringify({ ...identityOf(process.pid), token: 'x', ...change }));
};

describe('a PGlite directory (SR-96)', () => {
  it('is refused to a second process at once, naming the owner, and keeps its data', async () => {
    const database = await openPGlite({ dataDir });
    await sql`create table kept (id integer)`.execute(database.kysely);
    const { answer } = await aProcess('open');
    expect(answer).toMatchObject({ held: false, reason: expect.stringContaining(`in use by process ${process.pid}`) });
    // Of a processor: starting the database would take longer.
    expect(answer.took).toBeLessThan(1_000);
    await sql`insert into kept values (1)`.execute(database.kysely);
    await database.close();
    expect(existsSync(lockFile())).toBe(false);
    const again = await openPGlite({ dataDir });
    expect((await sql`select id from kept`.execute(again.kysely)).rows).toEqual([{ id: 1 }]);
    await again.close();
  });

  it('is taken over from a process that was killed, with its data', async () => {
    const { child, answer } = await aProcess('open');
    expect(answer.held).toBe(true);
    await expect(openPGlite({ dataDir })).rejects.toThrow(`in use by process ${child.pid}`);
    await ended(child, 'SIGKILL');
    expect(existsSync(lockFile())).toBe(true);
    const database = await openPGlite({ dataDir });
    expect((await sql`select 1 as one`.execute(database.kysely)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it.each(proof ? ['PG_VERSION', 'pg_hba.conf', 'postmaster.pid'] : ['PG_VERSION'])('is made anew after a process was killed while it made it, at the time of %s; what else was there stays (SR-90)', async (file) => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'notes.txt'), 'mine');
    for (;;) {
      const child = fork(new URL('./lock-child.ts', import.meta.url), ['open', dataDir], { stdio: 'ignore', execArgv: [] });
      children.push(child);
      let held = false;
      child.once('message', () => { held = true; });
      while (!held && !existsSync(join(dataDir, file))) await new Promise((resolve) => setTimeout(resolve, 1));
      await ended(child, 'SIGKILL');
      if (existsSync(join(dataDir, '.integrations.unfinished'))) break;
      // It was too quick.
      rmSync(dataDir, { recursive: true });
      mkdirSync(dataDir);
      writeFileSync(join(dataDir, 'notes.txt'), 'mine');
    }
    const database = await openPGlite({ dataDir });
    expect((await sql`select 1 as one`.execute(database.kysely)).rows).toEqual([{ one: 1 }]);
    await sql`create table kept (id integer)`.execute(database.kysely);
    await database.close();
    expect(readFileSync(join(dataDir, 'notes.txt'), 'utf8')).toBe('mine');
    const again = await openPGlite({ dataDir });
    expect((await sql`select id from kept`.execute(again.kysely)).rows).toEqual([]);
    await again.close();
  });

  it('goes to one of two processes that start at once on an empty one (SR-98)', async () => {
    const answers = await Promise.all([aProcess('open'), aProcess('open')]);
    const [winner, loser] = answers.sort((one, other) => Number(other.answer.held) - Number(one.answer.held));
    expect([winner?.answer.held, loser?.answer.held]).toEqual([true, false]);
    expect(loser?.answer.reason).toContain(`in use by process ${winner?.child.pid}`);
  });

  it('is free after a process closed it or exited', async () => {
    const first = await aProcess('lock');
    first.child.send('exit');
    await ended(first.child);
    expect(existsSync(lockFile())).toBe(false);
  });

  it('is refused a second time in one process, by whatever path', async () => {
    const lock = lockDirectory(dataDir);
    symlinkSync(dataDir, join(folder, 'other-name'));
    for (const path of [dataDir, `${dataDir}/.`, join(folder, 'other-name')]) expect(() => lockDirectory(path)).toThrow(/already open in this process/);
    lock.release();
    lockDirectory(dataDir).release();
  });

  it('is free again when the database could not be opened', async () => {
    lockDirectory(dataDir).release();
    writeFileSync(join(dataDir, 'PG_VERSION'), 'nonsense');
    await expect(openPGlite({ dataDir })).rejects.toThrow();
    expect(existsSync(lockFile())).toBe(false);
  });

  it('is taken over when the number of its owner now belongs to another process, or the system restarted since', () => {
    for (const change of [{ started: '1' }, { boot: 'before the restart' }, { pid: 2 ** 22 + 1 }]) {
      leaveLock(change);
      lockDirectory(dataDir).release();
    }
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is taken over from a process that has ended but was not yet collected', async () => {
    // The second program never collects what the shell before it started.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(parent);
    const pid = Number(String((await once(parent.stdout, 'data'))[0]));
    await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8'), { timeout: 10_000 }).toBe('sleep\n');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), { timeout: 10_000 }).toContain(') Z ');
    leaveLock({ pid, started: null });
    lockDirectory(dataDir).release();
  });

  it('is taken over from a lock file that was never written out', () => {
    for (const text of ['', '{', 'null', '{"pid":"1"}']) {
      lockDirectory(dataDir).release();
      writeFileSync(lockFile(), text);
      lockDirectory(dataDir).release();
    }
  });

  it('is refused when its owner cannot be seen from here, saying what to delete', () => {
    leaveLock({ host: 'another-machine', pid: 7 });
    expect(() => lockDirectory(dataDir)).toThrow(new RegExp(`process 7 on another-machine.*delete ${lockFile()}`));
  });

  it('leaves a lock alone that somebody else took meanwhile', () => {
    const lock = lockDirectory(dataDir);
    writeFileSync(lockFile(), 'theirs');
    lock.release();
    expect(readFileSync(lockFile(), 'utf8')).toBe('theirs');
  });

  it('leaves a stale lock to whoever is taking it over, unless that was cut off', () => {
    leaveLock({ started: '1' });
    const stale = readFileSync(lockFile(), 'utf8');
    const ticket = `${lockFile()}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
    writeFileSync(ticket, '');
    expect(() => lockDirectory(dataDir)).toThrow(/could not be locked/);
    expect(readFileSync(lockFile(), 'utf8')).toBe(stale);
    utimesSync(ticket, 0, 0);
    lockDirectory(dataDir).release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('goes to exactly one of several processes that find it stale at once, every time (SR-96)', async () => {
    const rounds = proof ? 40 : 2;
    for (let round = 0; round < rounds; round += 1) {
      leaveLock({ started: '1' });
      const answers = await Promise.all(Array.from({ length: 5 }, () => aProcess('lock')));
      const winners = answers.filter(({ answer }) => answer.held);
      expect(winners).toHaveLength(1);
      for (const { answer } of answers) if (!answer.held) expect(answer.reason).toContain(`in use by process ${winners[0]?.child.pid}`);
      for (const { child } of answers) await ended(child, 'SIGKILL');
    }
    figure({ what: 'five processes that find one stale lock at once', count: `${rounds} rounds`, worst: 'one winner each' });
  });
});
