import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import { isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { credentials as pasted } from '../../providers/google-ads/credentials.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { googleAdsErrors } from './google-ads-errors.ts';
import { readGoogleRefusal } from './google-refusal.ts';
import { openGoogleSession } from './google-session.ts';

/** v25 was released in July 2026; a version answers for about a year: https://developers.google.com/google-ads/api/docs/sunset-dates */
const version = 'v25';
/** The host of the Google Ads API. */
export const googleAdsHost = 'googleads.googleapis.com';

const customerForm = /^[0-9]{10}$/;
/** What a sign-in gives in place of pasted keys. */
const ofSignIn = z.object({ customerId: z.string().check(z.regex(customerForm)), loginCustomerId: z.optional(z.string().check(z.regex(customerForm))), accessToken: z.string() });

export type GoogleAdsKeys = output<typeof pasted> | output<typeof ofSignIn>;

/** Of which form these credentials have to be. */
export const googleAdsForm = (credentials: Values): typeof pasted | typeof ofSignIn => ('accessToken' in credentials ? ofSignIn : pasted);

/** The Google Ads API, signed in for one proof, list or save. */
export interface GoogleAdsSession {
  keys: GoogleAdsKeys;
  scopes: readonly string[] | null;
  /** Sends one call to a path below the version; with a body by POST. */
  ask<S extends $ZodType>(path: string, shape: S, body?: object): Promise<output<S>>;
}

/** Signs in. @throws IntegrationsError `invalid_credentials` naming what to correct. */
export async function openGoogleAds(keys: GoogleAdsKeys, context: ConnectorContext): Promise<GoogleAdsSession> {
  const google = await openGoogleSession(keys, context);
  let developerToken = 'developerToken' in keys ? keys.developerToken : undefined;
  const send = <S extends $ZodType>(path: string, shape: S, body: object | undefined) =>
    google.ask((accessToken): ProviderRequest => {
      const headers = {
        authorization: `Bearer ${accessToken}`, accept: 'application/json',
        ...(keys.loginCustomerId && { 'login-customer-id': keys.loginCustomerId }), ...(developerToken && { 'developer-token': developerToken }),
      };
      const url = `https://${googleAdsHost}/${version}/${path}`;
      return body ? { method: 'POST', url, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) } : { method: 'GET', url, headers };
    }, { name: 'Google Ads', rules: googleAdsErrors, shape, readRefusal: readGoogleRefusal });
  return {
    keys,
    scopes: google.scopes,
    async ask(path, shape, body) {
      try {
        return await send(path, shape, body);
      } catch (error) {
        // Google asks for no developer token any more: one it refuses is left out, and nobody has to reconnect for it.
        if (!developerToken || !isIntegrationsError(error, 'invalid_credentials') || error.problem.fields?.['developerToken'] === undefined) throw error;
        developerToken = undefined;
        return send(path, shape, body);
      }
    },
  };
}

/** One page of a query; a row holds more than what is read of it. */
export function searchGoogleAds<T extends z.ZodMiniType>(session: GoogleAdsSession, customerId: string, query: string, row: T, pageToken?: string): Promise<{ results?: output<T>[] | undefined; nextPageToken?: string | undefined }> {
  return session.ask(`customers/${customerId}/googleAds:search`, z.object({ results: z.optional(z.array(row)), nextPageToken: z.optional(z.string()) }), { query, ...(pageToken && { pageToken }) });
}

/** The account that was chosen, else the one of the credentials. */
export function customerOf(configuration: Values | undefined, keys: GoogleAdsKeys): string {
  const id = configuration?.['customerId'];
  // It becomes a part of the address.
  return typeof id === 'string' && customerForm.test(id) ? id : keys.customerId;
}

/** As Google Ads writes it: `123-456-7890`. */
export const spelledCustomer = (id: string) => `${id.slice(0, 3)}-${id.slice(3, 6)}-${id.slice(6)}`;
