import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expectRejection } from '../expect.ts';

/** Neither a provider that is not offered nor a further account that does not exist may be worked on. */
export function unknownAddress(method: string, ask: (context: CaseContext, integration: string) => Promise<unknown>): CaseDefinition {
  return {
    name: 'refuses an address that does not exist',
    async run(context) {
      for (const integration of ['no-such-provider', `${context.fixture.provider}~nosuchaccount`]) {
        await expectRejection(ask(context, integration), ['not_found', 'provider_unknown'], `${method}: of "${integration}"`);
      }
    },
  };
}
