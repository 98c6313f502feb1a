import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import { isRecord } from '../../core/integration.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthClientKeys, OAuthProvider, ReachedAccount, Tokens } from '../oauth/oauth-provider.ts';
import { ask } from './ask.ts';
import { mostAccounts, signedIn } from './for-sign-ins.ts';
import { adminErrors, analyticsAdminHost, listOf, openAnalyticsAdmin, readAdminRefusal } from './google-analytics-admin.ts';
import { webStreamOf } from './google-analytics-proof.ts';
import { googleOAuth } from './google-oauth.ts';
import { googlePerson } from './google-person.ts';
import { plainText } from './provider-text.ts';

/** Access to the property beside the keys that events are sent with. Which property is chosen is kept as `property`, as keys may name one of their own. */
export const googleAnalyticsOAuth: OAuthProvider = {
  ...googleOAuth,
  complete: async (tokens, _app, context) => ({ ...tokens, persons: await googlePerson(tokens, context) }),
  accounts: { list: properties },
  credentials: ({ accessToken, more: { keys, ...more } = {} }) => ({ ...(isRecord(keys) && keys), ...more, ...signedIn, accessToken }),
};

const summary = z.object({
  displayName: z.optional(z.string()),
  propertySummaries: z.optional(z.array(z.object({ property: z.string(), displayName: z.optional(z.string()) }))),
});
/** Properties whose streams are looked at for the Measurement ID. */
const mostLooked = 20;
const pages = 5;

/** The properties a sign-in reaches; the one with the web stream of the keys is suggested. */
async function properties({ accessToken, more }: Tokens, _app: OAuthClientKeys, context: ConnectorContext): Promise<readonly ReachedAccount[]> {
  const found = await reached(accessToken, context);
  if (found.length === 0) throw new IntegrationsError('insufficient_permission', { detail: 'This Google account reaches no Analytics property. Sign in with one that does, or have an admin of the property add it under Admin, Access management.' });
  const measurementId = isRecord(more?.['keys']) ? more['keys']['measurementId'] : undefined;
  const own = await Promise.all(found.slice(0, mostLooked).map(async ({ value }) => {
    const admin = await openAnalyticsAdmin({ propertyId: value, accessToken }, context);
    return typeof measurementId === 'string' && (await unlessHidden(webStreamOf(admin, measurementId))) ? value : null;
  }));
  return found.map((one) => (own.includes(one.value) ? { ...one, suggested: true } : one));
}

async function reached(accessToken: string, context: ConnectorContext): Promise<ReachedAccount[]> {
  const all: ReachedAccount[] = [];
  let token: string | null = '';
  for (let count = 0; token !== null && count < pages; count++) {
    const url: string = `https://${analyticsAdminHost}/v1beta/accountSummaries?pageSize=200${token && `&pageToken=${encodeURIComponent(token)}`}`;
    const page: { rows: z.output<typeof summary>[]; next: string | null } = await ask(context, { method: 'GET', url, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }, { name: 'Google Analytics', rules: adminErrors, readRefusal: readAdminRefusal, shape: listOf('accountSummaries', summary) });
    for (const { displayName: account, propertySummaries = [] } of page.rows) {
      for (const { property, displayName } of propertySummaries) {
        const id = /^properties\/([0-9]{1,20})$/.exec(property)?.[1];
        if (id !== undefined) all.push({ value: id, label: plainText(displayName, id), hint: [account && plainText(account, ''), id].filter(Boolean).join(' · '), more: { property: id } });
      }
    }
    token = page.next;
  }
  return all.slice(0, mostAccounts);
}

/** A property that shows none of its streams says nothing of the others. */
async function unlessHidden<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isIntegrationsError(error, 'insufficient_permission') || isIntegrationsError(error, 'validation_failed')) return null;
    throw error;
  }
}
