import type { Values, Verification } from '../../core/integration.ts';
import type { RootContextValue } from '../root/root-context.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';
import { problemOf } from './problem-of.ts';
import type { TestState } from './test-state.ts';

const results = { verified: 'testVerified', unverified: 'testUnverified', rejected: 'testRejected' } as const;

/** Asks the provider, says aloud what it answered, and tells what to show of it. */
export async function verifying({ client, announce, messages }: RootContextValue, integration: string, given: { credentials?: Values; configuration?: Values }, signal: AbortSignal): Promise<Pick<TestState, 'problem' | 'verification'>> {
  try {
    const verification: Verification = await client.verify(integration, given, signal);
    // Errors of fields are read out where they are shown.
    if (!signal.aborted && !verification.stages.some(({ problem }) => problem?.fields)) announce(outcomeMessagesOf(messages)[results[verification.outcome]]({ account: verification.account?.label ?? null }));
    return { verification, problem: null };
  } catch (error) {
    return { verification: null, problem: problemOf(error) };
  }
}
