import type { CodeTerms, Grant, Grants } from './grants.ts';
import { isVerifierOf } from './verifier.ts';

/** Why a code was not exchanged. */
export type CodeRefusal = 'unknown' | 'used' | 'expired' | 'wrong_redirect' | 'verifier_missing' | 'verifier_wrong';

interface Presented {
  code: string | null;
  clientId: string;
  /** Undefined where a provider does not look at it. */
  redirectUri?: string | null;
  verifier?: string | null;
}

/**
 * Exchanges a code: once, in time, by the client it was made for, with its redirect URI and its verifier (RFC 6749 §4.1.3, RFC 7636 §4.6).
 * A code that was refused can still be exchanged by who presents it well.
 */
export async function takeCode(grants: Grants, { code, clientId, redirectUri, verifier }: Presented): Promise<{ grant: Grant; terms: CodeTerms } | CodeRefusal> {
  const challenge = grants.findCode(code ?? '')?.terms.challenge ?? null;
  const fits = challenge === null || (verifier ? await isVerifierOf(challenge, verifier) : null);
  // Read again: another call may have taken it while the verifier was hashed.
  const found = grants.findCode(code ?? '');
  if (!found || code === null || found.consent.clientId !== clientId) return 'unknown';
  if (found.state !== 'fresh') return found.state;
  if (redirectUri !== undefined && redirectUri !== found.terms.redirectUri) return 'wrong_redirect';
  if (fits === null) return 'verifier_missing';
  if (!fits) return 'verifier_wrong';
  return { grant: grants.redeem(code), terms: found.terms };
}
