// Reports what a host's users download, against the budgets (kB = 1000 B, minified, gzip -9, react external). Exits 1 over budget.
import { build, type Metafile } from 'esbuild';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const react = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client'];

interface Bundle { outputs: Metafile['outputs']; text: Map<string, Uint8Array> }

async function bundle(source: string, external: string[] = []): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, sourcefile: 'entry.js' },
    bundle: true, splitting: true, format: 'esm', minify: true, write: false, metafile: true, outdir: 'out', target: 'es2022', platform: 'browser',
    external: [...react, ...external], logLevel: 'error', absWorkingDir: root, legalComments: 'none',
  });
  return { outputs: metafile.outputs, text: new Map(outputFiles.map((file) => [file.path.slice(file.path.indexOf('out/')), file.contents])) };
}

/** The chunks loaded together with this one. */
function closure({ outputs }: Bundle, start: string, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const one of outputs[start]?.imports ?? []) if (one.kind === 'import-statement' && !one.external) closure({ outputs, text: new Map() }, one.path, seen);
  return seen;
}

const gzipped = (one: Bundle, chunks: Iterable<string>) => [...chunks].reduce((sum, chunk) => sum + gzipSync(one.text.get(chunk) ?? new Uint8Array(), { level: 9 }).length, 0);
const chunkOf = (one: Bundle, module: string) => {
  const found = Object.keys(one.outputs).find((path) => one.outputs[path]?.entryPoint?.endsWith(module));
  if (!found) throw new Error(`No lazy chunk starts at ${module}. Either it moved or it is no longer loaded on its own.`);
  return found;
};

const providers = ['klaviyo', 'mailchimp', 'twilio'];
const page = await bundle(`
  import { IntegrationsSettings } from './dist/index.js';
  import { builtinProviders, builtinCategories } from './dist/providers/index.js';
  console.log(IntegrationsSettings, builtinProviders, builtinCategories);`);
const first = closure(page, chunkOf(page, 'entry.js'));
const forms = providers.map((id) => closure(page, chunkOf(page, `dist/providers/${id}/forms.js`)));
// What every provider's forms need (zod's schemas) comes with the first dialog, whichever it is.
const shared = [...forms[0] ?? []].filter((chunk) => forms.every((one) => one.has(chunk)));
const engine = new Set([...closure(page, chunkOf(page, 'dist/react/dialogs/dialogs.js')), ...shared]);
const outcomes = closure(page, chunkOf(page, 'dist/react/dialogs/outcomes.js'));
const controls = closure(page, chunkOf(page, 'dist/react/form/more-controls.js'));
const combobox = closure(page, chunkOf(page, 'dist/react/controls/combobox-control.js'));
const beyond = (chunks: Set<string>, ...loaded: Set<string>[]) => [...chunks].filter((chunk) => !loaded.some((set) => set.has(chunk)));
const core = await bundle(`import { defineProvider } from './dist/core/index.js'; console.log(defineProvider);`, ['zod', 'zod/*']);

const rows: [name: string, bytes: number, budget: number][] = [
  ['page, before any dialog', gzipped(page, first), 12_000],
  ['connect, configure, disconnect, on intent', gzipped(page, beyond(engine, first)), 48_000],
  ['outcomes: progress, results, failures, conflict; fetched while a dialog is open', gzipped(page, beyond(outcomes, first, engine)), 6_000],
  ['rarer controls, fetched before a form that has one', gzipped(page, beyond(controls, first, engine)), 6_000],
  ['searchable combobox, on first use', gzipped(page, beyond(combobox, first, engine)), 15_000],
  ...providers.map((id, index): [string, number, number] => [`forms of ${id}, when opened`, gzipped(page, beyond(forms[index] ?? new Set(), first, engine)), 4_000]),
  ['./core, to define a provider, over zod', gzipped(core, closure(core, chunkOf(core, 'entry.js'))), 3_000],
  ['styles.css', gzipSync(readFileSync(`${root}dist/styles.css`), { level: 9 }).length, 10_000],
];
for (const [name, bytes, budget] of rows) console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB of ${String(budget / 1000).padStart(2)}  ${bytes > budget ? 'OVER ' : '     '}${name}`);
process.exit(rows.some(([, bytes, budget]) => bytes > budget) ? 1 : 0);
