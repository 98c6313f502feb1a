import { IntegrationsError } from '../../core/errors.ts';
import type { Services } from '../operations/operation.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { signInTime } from './begin.ts';
import { completeSignIn } from './complete-sign-in.ts';
import type { ReachedAccount, Tokens } from './oauth-provider.ts';
import type { SignedIn, SignInPlace } from './prove-account.ts';
import { sealable } from './stored-tokens.ts';

/** Stores the tokens, unless somebody has to choose first: an account, or what becomes of another one than is connected. Until then nothing changes. */
export async function conclude(tx: StoreTransaction, authorization: AuthorizationRow, { provider, setup }: Pick<SignInPlace, 'provider' | 'setup'>, result: SignedIn | { tokens: Tokens; reached: readonly ReachedAccount[] }, { catalogue, now }: Services): Promise<void> {
  const time = now();
  const ask = async (found: NonNullable<AuthorizationRow['found']>) => {
    const expiresAt = new Date(time.getTime() + signInTime);
    await tx.authorizations.update(authorization.id, { status: 'needs_choice', found, values: sealable(result.tokens), expiresAt });
    // The card leads back to the choice, unless it shows a later sign-in.
    const row = await tx.find(authorization.address, { lock: true });
    if (row && (row.signIn === null || row.signIn.id === authorization.id)) await tx.update(row, { signIn: { id: authorization.id, expiresAt: expiresAt.toISOString() } }, { bump: false, actor: null });
  };
  if ('reached' in result) return ask({ reached: result.reached });
  const { tokens, account, ...proven } = result;
  const row = await tx.find(authorization.address, { lock: true });
  const connected = row && row.status !== 'disconnected' ? row.account?.id : undefined;
  if (setup.adds && connected !== account?.id) throw new IntegrationsError('conflict', { detail: `${provider.definition.name} was disconnected or connected anew meanwhile, so nothing was kept of the sign-in. Start again.` });
  if (account?.id !== undefined && connected !== undefined && connected !== account.id) return ask({ account, ...proven, instead: connected });
  await completeSignIn(tx, { authorization, provider, setup, tokens, found: account && { account, ...proven }, ...proven, catalogue, time });
}
