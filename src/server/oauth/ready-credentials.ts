import type { Values } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { Call, Services } from '../operations/operation.ts';
import type { IntegrationRow } from '../storage/storage.ts';
import { isDue, refreshTokens } from './refresh-tokens.ts';
import { readTokens } from './stored-tokens.ts';

type Caller = Pick<Call, 'store' | 'signal' | 'actor'>;

/** Credentials as the connector takes them, and the row they belong to as it is now. */
export interface Ready {
  credentials: Values;
  row: IntegrationRow;
}

/** Stored credentials for a call: entered ones as they are, those of a sign-in made from its tokens, which are renewed first where they are about to end. */
export async function readyCredentials(provider: OfferedProvider, services: Services, caller: Caller, row: IntegrationRow, stored: Values): Promise<Ready> {
  if (row.scheme !== 'oauth2') return { credentials: stored, row };
  const { server, app } = await services.oauth.setup(provider);
  const tokens = readTokens(stored);
  const now = isDue(tokens, services.now()) ? await refreshTokens({ provider, address: row, ...caller }, services) : { row, tokens };
  return { credentials: server.credentials(now.tokens, app), row: now.row };
}

/** The same after the provider refused the access token, which is no proof yet that the grant is gone. Null where nothing newer can be had. */
export async function renewedCredentials(provider: OfferedProvider, services: Services, caller: Caller, row: IntegrationRow, stored: Values): Promise<Ready | null> {
  if (row.scheme !== 'oauth2' || row.status === 'needs_reauth') return null;
  const { server, app } = await services.oauth.setup(provider);
  const refused = readTokens(stored).accessToken;
  const now = await refreshTokens({ provider, address: row, ...caller, unless: refused }, services);
  return now.tokens.accessToken === refused ? null : { credentials: server.credentials(now.tokens, app), row: now.row };
}
