// Every gate of the repository, in lanes side by side where they do not need each other.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { summaryOf } from './figures.ts';
import { readSuite } from './suite-report.ts';

interface Gate { name: string; command: string; report?: string; project?: string }
const proof = process.argv.includes('--proof');
const place = mkdtempSync(join(tmpdir(), 'integrations-proof-'));
const figures = join(place, 'figures');
const environment = { ...process.env, ...(proof ? { PROOF: '1', PROOF_FIGURES: figures } : {}) };

// The tests in Node mostly wait for databases and children of theirs, so two cores serve two files at a time.
const workers = Math.max(2, availableParallelism() - 1);
let reports = 0;
function suite(project: string, flags = '', { name = `suites in ${project}`, without = '' } = {}): Gate {
  const report = join(place, `suite-${(reports += 1)}.json`);
  return { name, project, report, command: `${without ? `WITHOUT=${without} ` : ''}vitest run --project ${project} --reporter minimal --reporter json --outputFile.json ${report} ${flags}` };
}

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
  [[suite('node', `--maxWorkers ${workers}`, { without: proof ? fairness : '' })]],
  // What one store's flood does to another is a time, so the proof takes it with the machine to itself.
  ...(proof ? [[[suite('node', fairness, { name: 'fairness' })]]] : []),
  // A page and a suite of pages have one main thread each.
  [[suite('browser'), suite('storybook')], [suite('e2e')]],
];

const passed: string[] = [];
const failed: { gate: Gate; text: string }[] = [];

function run(gate: Gate): Promise<void> {
  const started = Date.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(gate.command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => {
      const text = Buffer.concat(chunks).toString().trim();
      const suiteOf = gate.report === undefined ? undefined : readSuite(gate.report);
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${gate.name}  ${((Date.now() - started) / 1000).toFixed(1)} s${suiteOf ? `  ${suiteOf.passed} of ${suiteOf.total} tests` : ''}`);
      // A gate that measures says its figures; a suite that passed has nothing to add.
      if (code === 0 && text && !suiteOf) console.log(text.replace(/^/gm, '    '));
      if (code === 0) passed.push(gate.name);
      else failed.push({ gate, text });
      resolve();
    });
  });
}

async function runLane(lane: readonly Gate[]): Promise<void> {
  for (const gate of lane) if (!failed.some((one) => one.gate === build)) await run(gate);
}

/**
 * Suites share two cores with each other, and a browser that gets none for seconds fails what is right. A few files that failed are
 * therefore run once more with the machine to themselves; what fails again has failed. The proof gives no second chance.
 */
async function runAgain(): Promise<void> {
  for (const { gate, text } of failed.splice(0)) {
    const files = gate.report === undefined ? [] : readSuite(gate.report)?.failed ?? [];
    if (gate.project === undefined || files.length === 0 || files.length > 4) {
      failed.push({ gate, text });
      continue;
    }
    console.log(`\nBeside the other suites these failed, and are run once more on their own:\n${files.map(({ file, tests }) => `    ${file}\n${tests.map((one) => `        ${one.replace(/\n/g, '\n            ')}\n`).join('')}`).join('')}`);
    await run(suite(gate.project, files.map(({ file }) => file).join(' '), { name: `${gate.name}, once more` }));
  }
}

const began = Date.now();
for (const lanes of stages) await Promise.all(lanes.map(runLane));
if (!proof) await runAgain();
if (proof) console.log(`\n${summaryOf(figures)}\n`);
rmSync(place, { recursive: true });
// Last, where whoever reads the end of a long record finds it.
for (const { gate, text } of failed) console.error(`\nFAILED  ${gate.name}\n${text.replace(/^/gm, '    ')}`);
if (failed.length > 0) console.error(`Failed: ${failed.map(({ gate }) => gate.name).join(', ')}`);
console.log(`gates: ${passed.length} passed, ${failed.length} failed, ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(failed.length > 0 ? 1 : 0);
