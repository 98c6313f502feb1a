import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { ConnectorContext, ProviderRequest, ProviderResponse, TestContext } from '../connector.ts';
import { verdicts } from '../connectors/refusals.ts';
import { hasCauseCode } from '../egress/cause-code.ts';
import type { Sent } from '../receipt/make-receipt.ts';

type Found = Sent['found'];

/** Lets a connector send its one test, and judges how that ended. @throws what shows that nothing was sent. */
export async function attemptTest(name: string, send: (context: TestContext) => Promise<Found>, ask: (work: (context: ConnectorContext) => Promise<Found>) => Promise<Found>): Promise<Sent> {
  let gone: { request: ProviderRequest; sentAt: string } | undefined;
  let answer: ProviderResponse | null = null;
  const within = (context: ConnectorContext): TestContext => ({
    ...context,
    async send(request) {
      if (gone) throw new TypeError('A test is sent once.');
      gone = { request, sentAt: context.now().toISOString() };
      return (answer = await context.request(request));
    },
  });
  let found: Found;
  try {
    found = await ask((context) => send(within(context)));
  } catch (error) {
    if (!gone || didNothing(error, answer)) throw error;
    found = refusalOf(error, answer, name) ?? { outcome: 'unknown', verdict: `${name} gave no clear answer, so the test may or may not have arrived. Look there before you send another.`, unproven: [] };
  }
  if (!gone) throw new IntegrationsError('internal');
  return { ...gone, answer, found };
}

// Without an answer: the guards kept the call back (a host that rests says for how long), or no connection came about.
function didNothing(error: unknown, answer: ProviderResponse | null): boolean {
  if (answer) return isIntegrationsError(error, 'rate_limited');
  if (isIntegrationsError(error, 'provider_unavailable') && error.problem.retryAfter !== undefined) return true;
  return isIntegrationsError(error, 'validation_failed') || hasCauseCode(error, ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);
}

// What a rule knows, and what no rule knows although the provider plainly said no; a broken server has said nothing.
function refusalOf(error: unknown, answer: ProviderResponse | null, name: string): Found | null {
  if (!answer || answer.status >= 500 || !isIntegrationsError(error)) return null;
  if (verdicts.includes(error.code)) return { outcome: 'refused', verdict: error.problem.detail, unproven: [], problem: error.problem };
  return answer.status >= 400 ? { outcome: 'refused', verdict: `${name} refused this for a reason that is not known here. The details show what it said.`, unproven: [] } : null;
}
