import { providerToJSON, type ProviderJson } from '../provider-json/index.ts';
import type { Catalogue } from './catalogue.ts';
import { type Answer, answerJson } from './http/answer.ts';
import { createOpenApi } from './openapi/create-open-api.ts';
import type { LogEntry } from './options.ts';

/** What is answered to everybody alike: it comes from code, and nothing of a store is in it. */
export interface Documents {
  /** The definitions this server offers, as JSON. */
  providers(): Promise<Answer>;
  /** The OpenAPI document of this server. */
  openapi(): Promise<Answer>;
}

/** Each document is written once, when it is first asked for. A definition that JSON cannot say is left out and named in the log. */
export function createDocuments(catalogue: Catalogue, basePath: string, log: (entry: LogEntry) => void): Documents {
  const written = once(async () => {
    const all = await Promise.all(
      catalogue.all.map(async ({ definition, forms }) => {
        try {
          return await providerToJSON({ ...definition, forms: (await forms()).forms });
        } catch (error) {
          // Its message speaks of the definition only. Anything else came from the host's loader, and the next request tries again.
          if (!(error instanceof TypeError)) throw error;
          log({ level: 'error', event: 'provider.not_listed', provider: definition.id, reason: error.message });
          return null;
        }
      }),
    );
    return all.filter((one) => one !== null);
  });
  const providers = once(async () => answerJson({ providers: await written() } satisfies { providers: ProviderJson[] }));
  const openapi = once(async () => answerJson(createOpenApi({ basePath, providers: await written() })));
  return { providers, openapi };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
