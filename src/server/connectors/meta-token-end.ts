import { IntegrationsError, type Problem } from '../../core/errors.ts';

/** A token of an explorer ends within hours, and everything with it. Zero means never. */
export function soonOver(expiresAt: number | undefined, now: Date): Problem | undefined {
  const days = expiresAt ? (expiresAt * 1000 - now.getTime()) / 86_400_000 : Infinity;
  if (days > 7) return undefined;
  const detail = `This token works, but ends ${days < 1 ? 'within a day' : `in ${Math.floor(days)} days`}. Replace it by that of a system user, which does not expire.`;
  return new IntegrationsError('validation_failed', { detail, fields: { accessToken: detail } }).problem;
}
