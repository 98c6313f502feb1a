import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, type ProcessIdentity, stateOf } from './process-identity.ts';

/** Inside the data directory, so that a volume carries its lock wherever it is mounted. PGlite leaves the file alone. */
const lockName = '.integrations.lock';
/** A takeover is a few file operations; one this many milliseconds old was cut off. */
const takeoverLasts = 5_000;

export interface DirectoryLock {
  /** The directory by its real path. */
  directory: string;
  release(): void;
}

/**
 * Takes a directory for this process until `release()` or the end of the process. Synchronous, hence immediate.
 * @throws Error naming the owner when it is taken.
 */
export function lockDirectory(path: string): DirectoryLock {
  mkdirSync(path, { recursive: true });
  const directory = realpathSync(path);
  const file = join(directory, lockName);
  const content = JSON.stringify({ ...identityOf(process.pid), token: randomUUID() });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (createWhole(file, content)) return held(directory, file, content);
    const found = read(file);
    if (found === null) continue;
    refuseIfOwned(found, directory, file);
    takeOver(file, found);
  }
  throw new Error(`The data directory ${directory} could not be locked: its lock file changes all the time. Start one process after the other.`);
}

function held(directory: string, file: string, content: string): DirectoryLock {
  const release = () => {
    process.off('exit', release);
    if (read(file) === content) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { directory, release };
}

function refuseIfOwned(found: string, directory: string, file: string): void {
  const owner = parse(found);
  if (!owner) return;
  const state = stateOf(owner);
  if (state === 'gone') return;
  const why = 'Two processes on one directory would destroy its data.';
  if (state === 'elsewhere') throw new Error(`The data directory ${directory} is locked by process ${owner.pid} on ${owner.host}, which cannot be seen from here. ${why} If that process has ended, delete ${file} and start again.`);
  if (owner.pid === process.pid) throw new Error(`The data directory ${directory} is already open in this process (pid ${owner.pid}). Close it first, or share the database that is open.`);
  throw new Error(`The data directory ${directory} is in use by process ${owner.pid}. ${why} Stop that process, or use another directory.`);
}

/**
 * Removes a stale lock. Several processes may judge the same lock stale at once; only the one that creates the ticket named after its content
 * may remove it, so a lock that was taken meanwhile is never removed by mistake.
 */
function takeOver(file: string, stale: string): void {
  const ticket = `${file}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
  if (!createWhole(ticket, '')) {
    if (ageOf(ticket) > takeoverLasts) rmSync(ticket, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return;
  }
  if (read(file) === stale) rmSync(file, { force: true });
  rmSync(ticket, { force: true });
}

/** Creates a file together with its content, or answers false where it exists: a reader never sees it half written. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function parse(text: string): ProcessIdentity | null {
  try {
    const value = JSON.parse(text) as Partial<ProcessIdentity> | null;
    if (!value || !Number.isInteger(value.pid) || typeof value.host !== 'string') return null;
    return { pid: value.pid as number, started: value.started ?? null, boot: value.boot ?? null, host: value.host };
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
