import { parseArgs } from 'node:util';
import { UsageError, type Verb } from './verb.ts';

/** Prints the OpenAPI document of the REST contract. */
export const openapi: Verb = {
  usage: `openapi [--base-path PATH]

Prints the REST contract as an OpenAPI 3.1 document, for generators and for backends of your own.
A running server answers the same at GET /api/integrations/openapi.json, with the forms of its providers.
--base-path is what precedes every path; /api where it is not given.`,
  async run(args, { out }) {
    const { values } = parseArgs({ args: [...args], options: { 'base-path': { type: 'string' } } });
    const basePath = values['base-path'] ?? '/api';
    if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(basePath)) throw new UsageError('--base-path begins with a slash and ends without one, such as /api.');
    const { createOpenApi } = await import('../server/openapi/create-open-api.ts');
    out(JSON.stringify(createOpenApi({ basePath }), null, 2));
    return 0;
  },
};
