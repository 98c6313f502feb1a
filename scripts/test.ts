// Every gate of the repository, in lanes side by side where they do not need each other.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { summaryOf } from './figures.ts';

interface Gate { name: string; command: string; shows?: boolean }
const proof = process.argv.includes('--proof');
const place = mkdtempSync(join(tmpdir(), 'integrations-proof-'));
const figures = join(place, 'figures');
const environment = { ...process.env, ...(proof ? { PROOF: '1', PROOF_FIGURES: figures } : {}) };

// The tests in Node mostly wait for databases and children of theirs, so two cores serve two files at a time.
const workers = Math.max(2, availableParallelism() - 1);
const suite = (project: string, { flags = '', without, ...more }: Partial<Gate> & { flags?: string; without?: string } = {}): Gate => ({ name: `suites in ${project}`, command: `${without ? `WITHOUT=${without} ` : ''}vitest run --project ${project} ${flags}`, ...more });

const fairness = 'tests/server/http/fairness.node.test.ts';
const build: Gate = { name: 'build', command: 'npm run --silent build' };
const stages: Gate[][][] = [
  // The slowest has a lane to itself and reads no built file.
  [
    [
      build,
      { name: 'boundaries', command: 'npm run --silent boundaries' },
      { name: 'unused code', command: 'npm run --silent unused' },
      { name: 'package', command: 'node scripts/check-package.ts' },
      { name: 'size', command: 'node scripts/size.ts --report' },
      { name: 'types', command: 'npm run --silent typecheck' },
    ],
    [{ name: 'lint', command: 'npm run --silent lint' }],
  ],
  [[suite('node', { shows: true, flags: `--maxWorkers ${workers}`, ...(proof && { without: fairness }) })]],
  // What one store's flood does to another is a time, so the proof takes it with the machine to itself.
  ...(proof ? [[[suite('node', { name: 'fairness', shows: true, flags: fairness })]]] : []),
  // A page and a suite of pages have one main thread each.
  [[suite('browser', { shows: true }), suite('storybook', { shows: true })], [suite('e2e')]],
];

let passed = 0;
const failed: string[] = [];

function run({ name, command, shows = false }: Gate): Promise<void> {
  const started = Date.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(command, { shell: true, stdio: shows ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'], env: environment });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => {
      const text = Buffer.concat(chunks).toString().trim();
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name}  ${((Date.now() - started) / 1000).toFixed(1)} s${text ? `\n${text.replace(/^/gm, '    ')}` : ''}`);
      if (code === 0) passed += 1;
      else failed.push(name);
      resolve();
    });
  });
}

async function runLane(lane: readonly Gate[]): Promise<void> {
  for (const gate of lane) if (!failed.includes(build.name)) await run(gate);
}

const began = Date.now();
for (const lanes of stages) await Promise.all(lanes.map(runLane));
if (proof) console.log(`\n${summaryOf(figures)}\n`);
rmSync(place, { recursive: true });
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
console.log(`gates: ${passed} passed, ${failed.length} failed, ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(failed.length > 0 ? 1 : 0);
