// Every gate of the repository, one after the other where they build on each other, two at a time where not.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

interface Gate { name: string; command: string }
const proof = process.argv.includes('--proof');

// The tests in Node mostly wait for databases and children of theirs, so two cores serve two files at a time.
const workers = Math.max(2, availableParallelism() - 1);

const build: Gate = { name: 'build', command: 'npm run --silent build' };
const gates: Gate[] = [
  { name: 'types', command: 'npm run --silent typecheck' },
  { name: 'lint', command: 'npm run --silent lint' },
  { name: 'boundaries', command: 'npm run --silent boundaries' },
  { name: 'unused code', command: 'npm run --silent unused' },
  { name: 'package', command: 'node scripts/check-package.ts' },
  { name: 'size', command: 'node scripts/size.ts --report' },
];
// One project at a time: browsers and databases side by side would fight over two cores.
const suites: Gate[] = ['node', 'browser', 'storybook', 'e2e'].map((project) => ({ name: `suites in ${project}`, command: `vitest run --project ${project}${project === 'node' ? ` --maxWorkers ${workers}` : ''}` }));

let passed = 0;
const failed: string[] = [];

function run({ name, command }: Gate): Promise<void> {
  const started = Date.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(command, { shell: true, stdio: suites.some((one) => one.name === name) ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...(proof ? { PROOF: '1' } : {}) } });
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

await run(build);
if (failed.length === 0) {
  const waiting = [...gates];
  const worker = async () => { for (let gate = waiting.shift(); gate; gate = waiting.shift()) await run(gate); };
  await Promise.all([worker(), worker()]);
  for (const suite of suites) await run(suite);
}
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
console.log(`gates: ${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
