import type { Verb } from '../core/events.ts';
import type { CredentialPreview, Integration } from '../core/integration.ts';
import { isObject } from './is-object.ts';
import type { Sent } from './state.ts';

/** `done`: what is stored now is what was sent. `nothing`: no trace of it so far. `other`: something else was stored meanwhile. */
export type Evidence = 'done' | 'nothing' | 'other';

/** What an Integration, read after a change whose answer was lost, says of that change. A raised revision alone proves nothing: others save too. */
export function evidenceOf(verb: Verb, sent: Sent, now: Integration): Evidence {
  switch (verb) {
    case 'connect': return ofConnect(sent, now);
    case 'disconnect': return now.status === 'disconnected' ? 'done' : 'nothing';
    case 'configure': return unlessSame(sent, now, changed(sent).every(([key, value]) => contains(now.configuration[key], value)));
    default: return unlessSame(sent, now, (sent.enabled ?? now.enabled) === now.enabled && (sent.label === undefined || (sent.label.trim() || null) === now.label));
  }
}

function unlessSame({ before }: Sent, now: Integration, arrived: boolean): Evidence {
  if (now.revision === before.revision) return 'nothing';
  return arrived ? 'done' : 'other';
}

// Only what differs from before: beside it, somebody else may have saved.
function changed({ before, configuration = {} }: Sent): [string, unknown][] {
  return Object.entries(configuration).filter(([key, value]) => !contains(before.configuration[key], value));
}

function ofConnect({ before, previews = {} }: Sent, now: Integration): Evidence {
  const works = now.status === 'connected' || now.status === 'unverified';
  if (!works || now.revision === before.revision) return 'nothing';
  const sides = Object.entries(previews).map(([key, sent]) => compare(sent, before.credentials[key], now.credentials[key]));
  return sides.includes('other') ? 'other' : sides.includes('nothing') ? 'nothing' : 'done';
}

function compare(sent: CredentialPreview, before: CredentialPreview | undefined, now: CredentialPreview | undefined): Evidence {
  // A backend that shows nothing of a credential contradicts nothing.
  if (!now || sent.secret !== now.secret) return 'done';
  if (!sent.secret || !now.secret) return !sent.secret && !now.secret && sent.value !== now.value ? 'other' : 'done';
  // Left blank: kept as it was, whatever that is.
  if (!sent.isSet) return 'done';
  if (!now.isSet || (sent.hint !== null && now.hint !== null && sent.hint !== now.hint)) return 'other';
  return before?.secret && before.updatedAt !== null && before.updatedAt === now.updatedAt ? 'nothing' : 'done';
}

/** Is everything of `part` in `whole`? Stored objects may have members of their own; lists are compared whole, and blank is blank in every form. */
function contains(whole: unknown, part: unknown): boolean {
  if (Object.is(whole, part) || (isEmpty(whole) && isEmpty(part))) return true;
  if (Array.isArray(whole) && Array.isArray(part)) return whole.length === part.length && part.every((item, index) => contains(whole[index], item));
  if (!isObject(part) || Array.isArray(part)) return false;
  const inside = isObject(whole) && !Array.isArray(whole) ? whole : {};
  return Object.entries(part).every(([key, value]) => contains(inside[key], value));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);
}
