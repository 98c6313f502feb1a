import { type Io, UsageError } from './verb.ts';
import { verbs } from './verbs.ts';

const name = 'integrations-settings';

/** Runs one command line (without the program's own name) and answers its exit code: 0 done, 1 failed, 2 wrong arguments. Never rejects. */
export async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const words = verbOf(args);
  const found = words === null ? undefined : verbs[words];
  if (words === null || !found) return explain(args, io);
  const rest = args.slice(words.split(' ').length);
  let usage = '';
  try {
    const verb = await found.load();
    usage = `Usage: ${name} ${verb.usage}`;
    if (!rest.some(isHelp)) return await verb.run(rest, io);
    io.out(usage);
    return 0;
  } catch (error) {
    const wrong = error instanceof UsageError || isParseError(error);
    io.err(error instanceof Error ? error.message : String(error));
    if (wrong) io.err(`\n${usage}`);
    return wrong ? 2 : 1;
  }
}

function explain(args: readonly string[], { out, err }: Io): 0 | 2 {
  const asked = args.some(isHelp);
  if (!asked && args.length > 0) err(`There is no verb "${args.slice(0, 2).join(' ').slice(0, 100)}".\n`);
  const width = Math.max(...Object.keys(verbs).map((words) => words.length));
  const lines = Object.entries(verbs).map(([words, { does }]) => `  ${words.padEnd(width)}  ${does}`);
  (asked ? out : err)([`Usage: ${name} <verb> [options]`, '', ...lines, '', `"${name} <verb> --help" tells the options of one verb.`].join('\n'));
  return asked ? 0 : 2;
}

const isHelp = (arg: string) => arg === '--help' || arg === '-h' || arg === 'help';

// A verb may be of two words; the longer one wins.
function verbOf(args: readonly string[]): string | null {
  return [2, 1].map((count) => args.slice(0, count).join(' ')).find((words) => Object.hasOwn(verbs, words)) ?? null;
}

// What `parseArgs` of node:util throws.
function isParseError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
