import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process, told apart from a later one that was given the same number. Members the system does not tell are null. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own unit. */
  started: string | null;
  /** Names the running system since its start. */
  boot: string | null;
  host: string;
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid), boot: read('/proc/sys/kernel/random/boot_id'), host: hostname() };
}

/** Does the process still run? `elsewhere`: it ran on another machine or in another container, so it cannot be seen from here. */
export function stateOf(owner: ProcessIdentity): 'running' | 'gone' | 'elsewhere' {
  if (owner.host !== hostname()) return 'elsewhere';
  if (owner.boot !== null && owner.boot !== read('/proc/sys/kernel/random/boot_id')) return 'gone';
  if (!exists(owner.pid)) return 'gone';
  const started = startOf(owner.pid);
  return owner.started !== null && started !== null && owner.started !== started ? 'gone' : 'running';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
}

function startOf(pid: number): string | null {
  const fields = statOf(pid);
  if (fields) return fields[19] ?? null;
  if (process.platform === 'linux' || process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 500, stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

// proc(5): the fields of /proc/<pid>/stat after the command, which may itself hold spaces and parentheses. 0 is the state, 19 the start time.
function statOf(pid: number): string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ') : null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
