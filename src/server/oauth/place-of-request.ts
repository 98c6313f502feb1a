import { IntegrationsError } from '../../core/errors.ts';
import { isRecord } from '../../core/integration.ts';
import { isSegment } from '../router.ts';
import type { Route } from '../../core/routes.ts';
import type { Call } from '../operations/operation.ts';
import type { Storage } from '../storage/storage.ts';
import { hashText } from './state.ts';

/**
 * The store and integration the host is asked about, for routes whose path names none. Nothing is believed of a callback but its state: the
 * sign-in that began with it says where it belongs. Of a sign-in that is read, cancelled or decided, too, the integration is its own, whether the
 * caller names one or not: a host that keeps somebody from one integration keeps them from its sign-ins.
 * @throws IntegrationsError `bad_request` where no store is named; `authorization_mismatch` for a state nobody began with.
 */
export async function placeOfRequest(place: NonNullable<Route['place']>, { query, body, parameters }: Pick<Call, 'query' | 'body' | 'parameters'>, storage: Storage): Promise<{ store: string; integration?: string }> {
  const given = isRecord(body) ? body : {};
  if (place === 'state') {
    const { state } = given;
    if (typeof state !== 'string' || state.length > 200) throw new IntegrationsError('bad_request', { detail: 'No `state` is given, so nothing was done.' });
    const found = await storage.placeOfState(await hashText(state));
    if (!found) throw new IntegrationsError('authorization_mismatch');
    return found;
  }
  const [store, integration] = place === 'body' ? [given['store'], given['integration']] : [query.get('store') ?? undefined, query.get('integration') ?? undefined];
  if (typeof store !== 'string' || !isSegment(store)) throw new IntegrationsError('bad_request', { detail: 'No `store` is named, or not one that can be read, so nothing was done.' });
  const own = place === 'record' ? await storage.integrationOfSignIn(store, parameters['id'] ?? '') : null;
  return { store, ...(own !== null ? { integration: own } : typeof integration === 'string' ? { integration } : {}) };
}
