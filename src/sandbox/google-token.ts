import type { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { json } from './imitation.ts';
import { randomText } from './random-text.ts';

/** The content type of Google's APIs. */
export const googleType = 'application/json; charset=UTF-8';
/** The host of the token endpoint. */
export const tokenHost = 'oauth2.googleapis.com';

/** What the token endpoint says of a grant that is gone. */
export const grantGone = () => json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400, googleType);

/** An error as Google's APIs write it. https://google.aip.dev/193 */
export function googleError(code: number, status: string, message: string, details?: readonly object[]): Response {
  return json({ error: { code, message, status, ...(details && { details }) } }, code, googleType);
}

/** The access token of an account, always the same. */
export const accessTokenOf = ({ provider, name }: SandboxAccount) => `ya29.${randomText(`${provider} access ${name}`, 120, 'letters')}`;

/** The account a request is signed in as. */
export function bearerOf(accounts: readonly SandboxAccount[], authorization: string | undefined): SandboxAccount | undefined {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : accounts.find((one) => one.credentials['refreshToken'] !== undefined && accessTokenOf(one) === token);
}

/** Google's token endpoint, for refresh tokens. `isGone` says whose were revoked. https://developers.google.com/identity/protocols/oauth2/web-server#offline */
export function serveTokens(routes: Hono, accounts: readonly SandboxAccount[], scopesOf: (account: SandboxAccount) => readonly string[], isGone: (account: SandboxAccount) => boolean): void {
  routes.post(`/${tokenHost}/token`, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const client = accounts.find((one) => one.credentials['clientId'] !== undefined && one.credentials['clientId'] === form.get('client_id'));
    if (!client || client.credentials['clientSecret'] !== form.get('client_secret')) return json({ error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 401, googleType);
    if (form.get('grant_type') !== 'refresh_token') return json({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' }, 400, googleType);
    const account = accounts.find((one) => one.credentials['refreshToken'] === form.get('refresh_token'));
    if (!account || isGone(account)) return grantGone();
    if (account.credentials['clientId'] !== client.credentials['clientId']) return json({ error: 'unauthorized_client', error_description: 'Unauthorized' }, 401, googleType);
    return json({ access_token: accessTokenOf(account), expires_in: 3599, scope: scopesOf(account).map((one) => `https://www.googleapis.com/auth/${one}`).join(' '), token_type: 'Bearer' }, 200, googleType);
  });
}
