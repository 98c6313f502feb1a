import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { blocksOf, pages } from '../docs/pages.ts';

/** Inside the repository, so that the package's own name resolves to what was built. */
const place = resolve('.tmp/docs');
const support = 'tests/docs/support';

/** Runs a program; resolves with what it printed, also when it failed. */
export async function run(file: string, args: readonly string[], { cwd, env }: { cwd?: string; env?: Record<string, string> } = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  return promisify(execFile)(file, args, { ...(cwd && { cwd }), env: { ...process.env, ...env }, encoding: 'utf8' }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code?: number; stdout: string; stderr: string }) => ({ code: error.code ?? 1, stdout: error.stdout, stderr: error.stderr }),
  );
}

/** The folder with the code of one page: every block as the file it names, beside what a host would already have. */
export function folderOf(page: string): string {
  return `${place}/${basename(page, '.md')}`;
}

/** Writes the code of every page, and one tsconfig for all of it. */
export function layOut(): void {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(`${place}/data`, { recursive: true });
  for (const page of pages) {
    const folder = folderOf(page.path);
    mkdirSync(folder);
    // One embedded database for all programs, which run one after the other: setting one up takes the longest.
    symlinkSync('../data', `${folder}/data`);
    for (const name of readdirSync(support)) copyFileSync(`${support}/${name}`, `${folder}/${name}`);
    for (const { file, code } of blocksOf(page)) if (file !== null) writeFileSync(`${folder}/${file}`, code);
  }
  // Without the paths into src/: what is checked against is what a host gets.
  writeFileSync(`${place}/tsconfig.json`, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { skipLibCheck: true, paths: {} }, include: ['./*/*.ts', './*/*.tsx'] }));
}

export function clearAway(): void {
  rmSync(place, { recursive: true, force: true });
}

/** Checks the types of all pages in one run; answers what the compiler says. */
export async function typeErrors(): Promise<string> {
  return (await run('npx', ['tsc', '-p', place])).stdout;
}
