import type { RowChange } from '../storage/storage.ts';
import type { OAuthProvider, Tokens } from './oauth-provider.ts';

const day = 86_400_000;
/** Milliseconds after which a grant is renewed that nobody used: providers end what lies idle for months. */
const idle = 30 * day;
/** The part of a wait by which it may be shorter, so that what was connected together is not renewed together. */
const spread = 0.2;
/** Milliseconds by which an end must have moved to count as another one: the same end, told in seconds from now, shifts a little. */
const moved = 3_600_000;

/** When a grant has to be renewed that is not used meanwhile: long before it ends, and once a day at the most. Null where there is nothing to renew. */
export function nextRenewal({ refreshToken, endsAt }: Tokens, { idleDays }: Pick<OAuthProvider, 'idleDays'>, now: Date): Date | null {
  if (refreshToken === undefined) return null;
  const limits = [idle, ...(idleDays === undefined ? [] : [(idleDays * day) / 2]), ...(endsAt === undefined ? [] : [(Date.parse(endsAt) - now.getTime()) / 2])];
  return new Date(now.getTime() + Math.max(day, Math.min(...limits) * (1 - Math.random() * spread)));
}

/** How long what was granted lasts, as its Integration shows and keeps it. @param before what a renewal started from; absent at a sign-in. */
export function lifeOf(tokens: Tokens, server: Pick<OAuthProvider, 'extendable' | 'idleDays'>, now: Date, before?: Tokens): Pick<RowChange, 'accessEndsAt' | 'renewAt'> {
  return { accessEndsAt: endOf(tokens, server, before), renewAt: nextRenewal(tokens, server, now) };
}

/** When access ends by itself, whatever is done here. */
function endOf({ refreshToken, expiresAt, endsAt }: Tokens, { extendable }: Pick<OAuthProvider, 'extendable'>, before?: Tokens): Date | null {
  const ends = refreshToken === undefined ? expiresAt : endsAt;
  if (ends === undefined) return null;
  const extends_ = extendable && refreshToken !== undefined && (before?.endsAt === undefined || Date.parse(ends) - Date.parse(before.endsAt) > moved);
  return extends_ ? null : new Date(ends);
}
