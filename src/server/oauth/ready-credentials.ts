import { isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { Call, Services } from '../operations/operation.ts';
import type { IntegrationRow } from '../storage/storage.ts';
import { keysBeside } from './beside-keys.ts';
import type { Tokens } from './oauth-provider.ts';
import { isDue, refreshTokens } from './refresh-tokens.ts';
import { readTokens } from './stored-tokens.ts';

type Caller = Pick<Call, 'store' | 'signal' | 'actor'>;

/** Credentials as the connector takes them, and the row they belong to as it is now. */
export interface Ready {
  credentials: Values;
  row: IntegrationRow;
}

/** Stored credentials for a call: entered ones as they are, those of a sign-in made from its tokens, which are renewed first where they are about to end. */
async function readyCredentials(provider: OfferedProvider, services: Services, caller: Caller, row: IntegrationRow, stored: Values): Promise<Ready> {
  if (row.scheme !== 'oauth2') return { credentials: stored, row };
  const keys = keysBeside(stored);
  if (keys && isGone(row)) return { credentials: keys, row };
  return orKeys(keys, row, async () => {
    const tokens = readTokens(stored);
    const now = isDue(tokens, services.now()) ? await refreshTokens({ provider, address: row, ...caller, unless: tokens.accessToken }, services) : { row, tokens };
    return madeOf(now, provider, services);
  });
}

async function madeOf({ row, tokens }: { row: IntegrationRow; tokens: Tokens }, provider: OfferedProvider, { oauth }: Services): Promise<Ready> {
  const { server, app } = await oauth.setup(provider, tokens.app);
  return { credentials: server.credentials(tokens, app), row };
}

/** What was added to keys is gone: nothing is granted any more. */
const isGone = ({ scopes }: IntegrationRow) => scopes?.granted.length === 0;

/** Keys work on without what was added to them, once that is gone or the host has no app for it any more. */
async function orKeys<T>(keys: Values | null, row: IntegrationRow, ready: () => Promise<T>): Promise<T | Ready> {
  try {
    return await ready();
  } catch (error) {
    if (!keys || !(isIntegrationsError(error, 'invalid_credentials') || isIntegrationsError(error, 'bad_request'))) throw error;
    return { credentials: keys, row };
  }
}

/** The same after the provider refused the access token, which is no proof yet that the grant is gone. Null where nothing newer can be had. */
async function renewedCredentials(provider: OfferedProvider, services: Services, caller: Caller, row: IntegrationRow, stored: Values): Promise<Ready | null> {
  if (row.scheme !== 'oauth2' || row.status === 'needs_reauth') return null;
  const keys = keysBeside(stored);
  if (keys && isGone(row)) return null;
  const { accessToken: refused } = readTokens(stored);
  return orKeys(keys, row, async () => {
    const now = await refreshTokens({ provider, address: row, ...caller, unless: refused }, services);
    return now.tokens.accessToken === refused ? null : madeOf(now, provider, services);
  });
}

/** Work with stored credentials. Where an access token is refused that seemed good, such as after a clock was set back, once more with a renewed one. @param refused where a refusal is an answer and not thrown. */
export async function withCredentials<T>(provider: OfferedProvider, services: Services, caller: Caller, row: IntegrationRow, stored: Values, work: (ready: Ready) => Promise<T>, refused: (answer: T) => boolean = () => false): Promise<T> {
  const ready = await readyCredentials(provider, services, caller, row, stored);
  const again = async (otherwise: () => T) => {
    const renewed = await renewedCredentials(provider, services, caller, row, stored);
    return renewed ? work(renewed) : otherwise();
  };
  let answer: T;
  try {
    answer = await work(ready);
  } catch (error) {
    if (!isIntegrationsError(error, 'invalid_credentials')) throw error;
    return again(() => { throw error; });
  }
  return refused(answer) ? again(() => answer) : answer;
}
