// Finds, or installs, what the suites need beside npm packages: a Chromium and a PostgreSQL server. Then runs the given command.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chromium } from 'playwright';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const isRoot = process.getuid?.() === 0;

const run = (command: string, args: string[], env: Record<string, string> = {}) => spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
// An existing path may be a stub, so it has to answer.
const starts = (path: string) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;

let updated = false;
function installFromDebian(name: string): boolean {
  if (!isRoot || !existsSync('/etc/debian_version')) return false;
  updated ||= run('apt-get', ['update', '-qq']);
  return updated && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { DEBIAN_FRONTEND: 'noninteractive' });
}

function findBrowser(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen && !starts(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, which does not start. Point it at a Chromium or Chrome binary, or unset it.`);
  return chosen || [chromium.executablePath(), ...browsers].find(starts);
}

function hasPostgres(): boolean {
  if (process.env['TEST_DATABASE_URL'] || process.env['POSTGRES_BIN']) return true;
  const debian = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`) : [];
  return [...debian, '/opt/homebrew/opt/postgresql/bin', '/usr/local/opt/postgresql/bin', '/usr/local/pgsql/bin', '/usr/bin'].some((place) => existsSync(`${place}/initdb`));
}

let browser = findBrowser();
if (!browser && installFromDebian('chromium')) browser = findBrowser();
if (!browser && run('npx', ['playwright', 'install', ...(isRoot && process.platform === 'linux' ? ['--with-deps'] : []), 'chromium'])) browser = findBrowser();
if (!browser) throw new Error('No Chromium was found and none could be installed. Install Chromium or Chrome and set CHROMIUM_PATH to its binary.');
if (!hasPostgres() && !(installFromDebian('postgresql') && hasPostgres())) {
  throw new Error('No PostgreSQL server was found and none could be installed. Install PostgreSQL 15 or newer, set POSTGRES_BIN to the folder that holds initdb, or TEST_DATABASE_URL to a server of yours.');
}

const [command, ...args] = process.argv.slice(2);
process.exit(command ? (spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } }).status ?? 1) : 0);
