// Reports what a host's users download, against the budgets (kB = 1000 B, minified, gzip -9, react external). Exits 1 over budget.
// Bundled by Vite as a host's production build is: it joins small shared modules into the chunk that is there anyway,
// where esbuild's own splitting ships each as a file. Vite's preload helper is left out: a host has it once, for all its lazy code.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

type Bundle = Map<string, Rolldown.OutputChunk>;

async function bundle(source: string, external: (string | RegExp)[] = []): Promise<Bundle> {
  const built = await build({
    root, configFile: false, logLevel: 'error',
    plugins: [{ name: 'entry', resolveId: (id) => (id === 'entry.js' ? `${root}entry.js` : null), load: (id) => (id === `${root}entry.js` ? source : null) }],
    build: { write: false, target: 'es2022', reportCompressedSize: false, rolldownOptions: { input: 'entry.js', external: [/^react(-dom)?($|\/)/, /vite\/preload-helper/, ...external] } },
  });
  if (!('output' in built)) throw new Error('Vite answered several builds where one was asked for.');
  return new Map(built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
}

/** The chunks loaded together with this one. */
function closure(one: Bundle, start: string, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const next of one.get(start)?.imports ?? []) if (one.has(next)) closure(one, next, seen);
  return seen;
}

const gzipped = (one: Bundle, chunks: Iterable<string>) => [...chunks].reduce((sum, chunk) => sum + gzipSync(one.get(chunk)?.code ?? '', { level: 9 }).length, 0);
const chunkOf = (one: Bundle, module: string) => {
  for (const [name, chunk] of one) if (chunk.facadeModuleId?.endsWith(module)) return name;
  throw new Error(`No lazy chunk starts at ${module}. Either it moved or it is no longer loaded on its own.`);
};

const providers = ['google-analytics-4', 'meta-pixel', 'tiktok-pixel', 'google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp', 'twilio'];
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
const differences = closure(page, chunkOf(page, 'dist/react/dialogs/differences.js'));
const removals = closure(page, chunkOf(page, 'dist/react/dialogs/disconnect-choices.js'));
const verbs = closure(page, chunkOf(page, 'dist/client/create-verbs.js'));
const details = closure(page, chunkOf(page, 'dist/react/card/details.js'));
const notes = closure(page, chunkOf(page, 'dist/react/card/notes.js'));
const revocation = closure(page, chunkOf(page, 'dist/react/card/revocation-note.js'));
const controls = closure(page, chunkOf(page, 'dist/react/form/more-controls.js'));
const mistakes = closure(page, chunkOf(page, 'dist/react/form/mistakes.js'));
const signIn = closure(page, chunkOf(page, 'dist/react/sign-in/sign-in.js'));
const ownApp = closure(page, chunkOf(page, 'dist/react/sign-in/own-app.js'));
const rarities = closure(page, chunkOf(page, 'dist/react/form/rarer-controls.js'));
const clockwork = closure(page, chunkOf(page, 'dist/react/controls/cron-runs.js'));
const numbers = closure(page, chunkOf(page, 'dist/react/controls/phone-numbers.js'));
const combobox = closure(page, chunkOf(page, 'dist/react/controls/combobox-control.js'));
const pasting = closure(page, chunkOf(page, 'dist/react/paste/paste-doctor.js'));
const beyond = (chunks: Set<string>, ...loaded: Set<string>[]) => [...chunks].filter((chunk) => !loaded.some((set) => set.has(chunk)));
const core = await bundle(`import { defineProvider } from './dist/core/index.js'; console.log(defineProvider);`, [/^zod($|\/)/]);
const callback = await bundle(`import { relayAuthorizationResponse } from './dist/oauth-callback/index.js'; void relayAuthorizationResponse();`);

const rows: [name: string, bytes: number, budget: number][] = [
  ['page, before any dialog', gzipped(page, first), 12_000],
  ['connect, configure and disconnect, while idle or on intent', gzipped(page, beyond(engine, first)), 48_000],
  ['the verbs themselves, while idle or on intent', gzipped(page, beyond(verbs, first)), 9_000],
  ['what is out of the ordinary on the page, and what a card discloses; while idle or when wanted', gzipped(page, beyond(details, first, verbs)), 6_000],
  ['what a card adds to its state: a sign-in under way, access that is missing or ends; and its new name; when there is such a thing', gzipped(page, beyond(notes, first, verbs, details)), 2_000],
  ['what became of access at a provider after a disconnect, while something is left of it', gzipped(page, beyond(revocation, first, verbs, details, notes)), 1_000],
  ['what a press in a dialog does and what comes of it: saving, merging, progress, results, failures; fetched on the way to a button and while a dialog is open', gzipped(page, beyond(outcomes, first, engine, verbs)), 9_000],
  ['what differs: what restoring defaults would change, when asked; what two people changed, with a save', gzipped(page, beyond(differences, first, engine, outcomes)), 2_500],
  ['what may be removed at a provider with a disconnect, where one offers it', gzipped(page, beyond(removals, first, engine, outcomes)), 1_000],
  ['what is said of mistakes in a form, fetched on the way to a button and while a dialog is open', gzipped(page, beyond(mistakes, first, engine)), 2_000],
  ['signing in at a provider, fetched before a dialog that offers it', gzipped(page, beyond(signIn, first, engine, verbs)), 6_000],
  ["signing in with an app of the merchant's own, when asked for", gzipped(page, beyond(ownApp, first, engine, verbs, signIn)), 2_000],
  ['rarer controls, objects and phone numbers, fetched before a form that has one', gzipped(page, beyond(controls, first, engine)), 6_000],
  ['rows, schedules and what judges them, fetched before a form that has one', gzipped(page, beyond(rarities, first, engine)), 6_000],
  ['what sorts out pasted credentials, once a field of theirs has focus', gzipped(page, beyond(pasting, first, engine)), 10_000],
  ['when a schedule runs next, on first use', gzipped(page, beyond(clockwork, first, engine)), 11_000],
  ['numbering plans, on first use', gzipped(page, beyond(numbers, first, engine)), 31_000],
  ['searchable combobox, on first use', gzipped(page, beyond(combobox, first, engine, controls)), 15_000],
  ...providers.map((id, index): [string, number, number] => [`forms of ${id}, when opened`, gzipped(page, beyond(forms[index] ?? new Set(), first, engine)), 4_000]),
  ['./core, to define a provider, over zod', gzipped(core, closure(core, chunkOf(core, 'entry.js'))), 3_000],
  ['./oauth-callback, the script of a callback page', gzipped(callback, closure(callback, chunkOf(callback, 'entry.js'))), 3_000],
  ['styles.css', gzipSync(readFileSync(`${root}dist/styles.css`), { level: 9 }).length, 10_000],
];
for (const [name, bytes, budget] of rows) console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB of ${String(budget / 1000).padStart(2)}  ${bytes > budget ? 'OVER ' : '     '}${name}`);
// The gate holds what is within its budget and settled; of the rest it refuses what has run away. All budgets stay the aim: "npm run size" fails until they are met.
const limit = (name: string) => (!process.argv.includes('--report') || /^(page|what a press|what is out|when|numbering|searchable|forms|styles|\.)/.test(name) ? 1 : 1.2);
process.exit(rows.some(([name, bytes, budget]) => bytes > budget * limit(name)) ? 1 : 0);
