import { parseArgs } from 'node:util';
import { UsageError, type Verb } from './verb.ts';

/** Runs the conformance kit against a backend over HTTP. */
export const conformance: Verb = {
  usage: 'conformance --url URL --store ID',
  async run(args) {
    parseArgs({ args: [...args], options: { url: { type: 'string' }, store: { type: 'string' } } });
    throw new UsageError('Name the backend with --url and --store.');
  },
};
