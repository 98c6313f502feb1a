import type { Values, Verification } from '../../core/integration.ts';
import type { RootContextValue } from '../root/root-context.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';

const results = { verified: 'testVerified', unverified: 'testUnverified', rejected: 'testRejected' } as const;

/** Asks the provider, and says aloud what it answered. */
export async function verifying({ client, announce, messages }: RootContextValue, integration: string, given: { credentials?: Values; configuration?: Values }, signal: AbortSignal): Promise<{ verification: Verification }> {
  const verification = await client.verify(integration, given, signal);
  // Errors of fields are read out where they are shown.
  if (!signal.aborted && !verification.stages.some(({ problem }) => problem?.fields)) announce(outcomeMessagesOf(messages)[results[verification.outcome]]({ account: verification.account?.label ?? null }));
  return { verification };
}
