import { type CredentialPreview, disconnectedIntegration, type Integration, isIntegration, isRecord, parseIntegrationId } from '../core/integration.ts';

/**
 * An adapter's answer as an Integration fit for the state, its problem left out, or null when it is none. Only known members and previews of
 * credentials pass, so that a backend which hands back what it was given does not get it in here; left-out members take their resting value.
 */
export function knownIntegration(value: unknown): Integration | null {
  if (!isIntegration(value) || parseIntegrationId(value.id)?.provider !== value.provider) return null;
  const known: Record<string, unknown> = disconnectedIntegration(value.provider, value.id) as unknown as Record<string, unknown>;
  for (const key in known) known[key] = value[key as keyof Integration] ?? known[key];
  const previews = Object.entries<unknown>(value.credentials).map(([key, preview]) => [key, acceptPreview(preview)] as const);
  return { ...(known as unknown as Integration), problem: null, credentials: Object.fromEntries(previews.filter((entry): entry is [string, CredentialPreview] => entry[1] !== null)) };
}

// Rebuilt member by member: an adapter that hands back whole credentials must not get them into the state.
function acceptPreview(preview: unknown): CredentialPreview | null {
  if (!isRecord(preview)) return null;
  const { secret, value, isSet, updatedAt, hint } = preview;
  if (secret === false) return typeof value === 'string' ? { secret, value } : null;
  if (secret !== true) return null;
  return { secret, isSet: isSet === true, updatedAt: typeof updatedAt === 'string' ? updatedAt : null, hint: typeof hint === 'string' && hint.length <= 4 ? hint : null };
}
