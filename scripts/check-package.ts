// Packs the package and checks what a stranger would get: files, entries, types, directives.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const failures: string[] = [];
const check = (ok: boolean, message: string) => { if (!ok) failures.push(message); };
const directory = mkdtempSync(join(tmpdir(), 'integrations-package-'));
try {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { filename: string; size: number; unpackedSize: number; files: { path: string }[] }[];
  if (!packed) throw new Error('npm pack answered nothing.');
  const tarball = join(directory, packed.filename);
  const paths = packed.files.map((file) => file.path);

  for (const path of paths) {
    check(/^(dist\/|docs\/(?:providers\/)?[a-z0-9-]+\.md$|README\.md$|LICENSE$|NOTICE\.md$|package\.json$)/.test(path), `${path} is shipped but not declared.`);
    check(!/(stories|\.test[.-]|fixtures|demo\/|\.env)/.test(path), `${path} belongs to development, not into the package.`);
    const source = /^dist\/(.*)\.js$/.exec(path)?.[1];
    check(!source || existsSync(`src/${source}.ts`) || existsSync(`src/${source}.tsx`), `${path} has no source: a left-over of an older build.`);
  }

  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, 'integrations-settings'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'integrations-settings'), '--strip-components=1']);
  const home = join(modules, 'integrations-settings');
  symlinkSync(join(process.cwd(), 'node_modules'), join(home, 'node_modules'), 'dir');
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { exports: Record<string, string | Record<string, string>>; bin: Record<string, string>; scripts?: Record<string, string> };
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) check(!manifest.scripts?.[hook], `The package has an install script: ${hook}.`);

  for (const [entry, target] of Object.entries(manifest.exports)) {
    for (const file of typeof target === 'string' ? [target] : Object.values(target)) check(existsSync(join(home, file)), `${entry} points at ${file}, which is not in the package.`);
    if (typeof target === 'string' || target['default']?.endsWith('.css')) continue;
    const loaded = await import(pathToFileURL(join(home, target['default'] ?? '')).href).catch((error: unknown) => failures.push(`${entry} cannot be imported: ${String(error)}`));
    if (typeof loaded === 'object') for (const [name, value] of Object.entries(loaded as object)) check(value !== undefined, `${entry} exports ${name} as undefined.`);
  }

  for (const [name, file] of Object.entries(manifest.bin)) {
    const path = join(home, file);
    check(existsSync(path) && readFileSync(path, 'utf8').startsWith('#!/usr/bin/env node\n'), `The command ${name} is not a script that Node runs: ${file}.`);
    check(existsSync(path) && (statSync(path).mode & 0o111) === 0o111, `The command ${name} may not be executed: ${file}.`);
    const ran = spawnSync(path, ['--help'], { encoding: 'utf8' });
    check(ran.status === 0 && ran.stdout.startsWith(`Usage: ${name} `), `The command ${name} --help does not run from the package: ${ran.stderr || String(ran.error)}`);
    // Each verb is a module of its own.
    for (const [, verb = ''] of ran.stdout.matchAll(/^ {2}(\S+(?: \S+)*) {2,}/gm)) {
      const told = spawnSync(path, [...verb.split(' '), '--help'], { encoding: 'utf8' });
      check(told.status === 0 && told.stdout.startsWith(`Usage: ${name} ${verb}`), `${name} ${verb} --help does not run from the package: ${told.stderr || String(told.error)}`);
    }
  }

  // A component without the directive breaks React Server Components; a definition with it cannot be read by them.
  for (const path of paths.filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(join(home, path), 'utf8');
    const directive = /^["']use client["'];/.test(text);
    const source = path.replace(/^dist\//, 'src/').replace(/\.js$/, '');
    const wanted = ['.ts', '.tsx'].some((extension) => existsSync(source + extension) && readFileSync(source + extension, 'utf8').startsWith("'use client'"));
    check(directive === wanted, `${path}: "use client" was ${wanted ? 'lost' : 'added'} by the build.`);
    check(directive || !/from ["']react["']/.test(text) || !/\b(useState|useEffect|useContext|createContext)\(/.test(text), `${path} uses React state without "use client".`);
  }

  const tools: [string, string[]][] = [['publint', ['run', tarball, '--strict']], ['attw', [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'styles.css', 'oauth-callback.css', '--no-emoji', '--format', 'ascii']]];
  for (const [tool, args] of tools) {
    try {
      execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      failures.push(`${tool}: ${stdout ?? ''}${stderr ?? ''}`);
    }
  }
  console.log(`${paths.length} files, ${(packed.size / 1000).toFixed(0)} kB packed, ${Object.keys(manifest.exports).length} entries`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);
