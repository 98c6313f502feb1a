import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export interface PostgresServer {
  url: string;
  start(): void;
  /** `immediate`: as if it had crashed. */
  stop(mode: 'fast' | 'immediate'): void;
  /** Stops it for good and removes its directory. */
  remove(): void;
}

/** A real PostgreSQL server on loopback, started, in a directory of its own. */
export async function aPostgresServer(): Promise<PostgresServer> {
  const bin = findBinaries();
  const owner = process.getuid?.() === 0 ? (ids('postgres') ?? ids('nobody')) : null;
  const directory = mkdtempSync(join(tmpdir(), 'integrations-pg-'));
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const run = (command: string, args: string[]) => {
    const done = spawnSync(join(bin, command), args, { ...owner, cwd: directory, env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${command} failed: ${done.stderr || String(done.error)}`);
  };
  const port = await freePort();
  const data = join(directory, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  const server: PostgresServer = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () =>
      run('pg_ctl', [
        '-D',
        data,
        '-w',
        '-l',
        join(directory, 'log'),
        '-o',
        `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${directory} -c fsync=off -c max_connections=200`,
        'start',
      ]),
    stop: (mode) => run('pg_ctl', ['-D', data, '-m', mode, 'stop']),
    remove() {
      server.stop('immediate');
      rmSync(directory, { recursive: true, force: true });
    },
  };
  server.start();
  return server;
}

function findBinaries(): string {
  const chosen = process.env['POSTGRES_BIN'];
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    chosen,
    ...versions.map((one) => `/usr/lib/postgresql/${one}/bin`),
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
    '/usr/local/pgsql/bin',
    '/usr/bin',
  ];
  const found = places.find((place) => place && existsSync(join(place, 'initdb')));
  if (!found)
    throw new Error(
      'No PostgreSQL server found. Run the suites through "npm test", which installs one where it can, or set POSTGRES_BIN to the folder that holds initdb, or TEST_DATABASE_URL to a server of yours.',
    );
  return found;
}

function ids(user: string): { uid: number; gid: number } | null {
  if (userInfo().username === user) return null;
  const found = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [found('-u'), found('-g')];
  return uid && gid ? { uid, gid } : null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
  });
}
