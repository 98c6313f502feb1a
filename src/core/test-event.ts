import type { Problem } from './errors.ts';

/**
 * What became of one test event or message, as it may be shown: no credential is in any member, texts are bounded.
 * A refusal by the provider is an outcome, not an error. Times are ISO 8601.
 */
export interface TestReceipt {
  /** `unknown`: it went out and no clear answer came, so it may or may not have arrived; a repeat under the same key still sends nothing. */
  outcome: 'accepted' | 'refused' | 'unknown';
  sentAt: string;
  /** The call that carried the test. Values of the query are left out, and credentials stand as `{key}`. */
  request: { method: string; url: string; body: string | null };
  /** What the provider answered, as text; null where no answer came. */
  answer: { status: number; body: string } | null;
  /** One sentence: what the provider said. */
  verdict: string;
  /** What this does not prove, as sentences. */
  unproven: readonly string[];
  /** Where to see it at the provider; https. */
  link?: { label: string; url: string };
  /** Why it was refused; `fields` names entered values to correct. */
  problem?: Problem;
}
