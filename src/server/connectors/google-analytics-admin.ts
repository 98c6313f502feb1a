import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { credentials as fields } from '../../providers/google-analytics-4/credentials.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { busy, type ErrorRule, type ReadRefusal } from './error-rules.ts';
import { readGoogleRefusal } from './google-refusal.ts';
import { type GoogleKeys, openGoogleSession } from './google-session.ts';

/** The host of the Analytics Admin API. */
export const analyticsAdminHost = 'analyticsadmin.googleapis.com';
/** Audiences exist in v1alpha only. https://developers.google.com/analytics/devguides/config/admin/v1/rest */
const versions = { stable: 'v1beta', audiences: 'v1alpha' } as const;
/** Quotas are filled again every minute, and Google does not say when. */
const quotaWait = 60;
const pageSize = 200;

/** The keys of somebody who may sign in to the property. */
export interface AdminKeys extends GoogleKeys {
  propertyId: string;
}

/** The same of somebody who signed in here. */
export interface SignedInAdmin {
  propertyId: string;
  accessToken: string;
}

/** What was entered, without what a sign-in added to it. */
export function enteredKeys({ signedIn: _, accessToken: __, property: ___, ...keys }: Values): Values {
  return keys;
}

/** What opens the Admin API: the sign-in, else the keys where all of them were entered. */
export function adminKeysOf({ propertyId, clientId, clientSecret, refreshToken }: output<typeof fields>, { accessToken, property }: Values): AdminKeys | SignedInAdmin | null {
  if (typeof accessToken === 'string' && typeof property === 'string') return { propertyId: property, accessToken };
  return propertyId && clientId && clientSecret && refreshToken ? { propertyId, clientId, clientSecret, refreshToken } : null;
}

/** The Admin API of one property, signed in for one proof, list or save. */
export interface AnalyticsAdmin {
  propertyId: string;
  /** Ids of capabilities the sign-in has. */
  granted: readonly string[];
  /** Sends one call to a path below the property; with a body by POST, or PATCH where a mask names what changes. */
  ask<S extends $ZodType>(path: string, shape: S, change?: { body: object; updateMask?: string }): Promise<output<S>>;
  /** One page of a list, whose rows stand under `key`. */
  page<T extends z.ZodMiniType>(path: string, key: string, row: T, pageToken?: string): Promise<{ rows: output<T>[]; next: string | null }>;
  /** All rows of a list, up to 2,000. */
  all<T extends z.ZodMiniType>(path: string, key: string, row: T): Promise<output<T>[]>;
}

/** Signs in. @throws IntegrationsError `invalid_credentials` naming what to correct. */
export async function openAnalyticsAdmin(keys: AdminKeys | SignedInAdmin, context: ConnectorContext): Promise<AnalyticsAdmin> {
  const google = await openGoogleSession(keys, context);
  const ask: AnalyticsAdmin['ask'] = (path, shape, change) =>
    google.ask((accessToken): ProviderRequest => {
      const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
      const version = path.startsWith('audiences') ? versions.audiences : versions.stable;
      const url = `https://${analyticsAdminHost}/${version}/properties/${encodeURIComponent(keys.propertyId)}${path && `/${path}`}`;
      if (!change) return { method: 'GET', url, headers };
      const { body, updateMask } = change;
      return { method: updateMask ? 'PATCH' : 'POST', url: updateMask ? `${url}?updateMask=${encodeURIComponent(updateMask)}` : url, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    }, { name: 'Google Analytics', rules: adminErrors, shape, readRefusal: readAdminRefusal });
  const page: AnalyticsAdmin['page'] = (path, key, row, pageToken) => ask(`${path}?pageSize=${pageSize}${pageToken ? `&pageToken=${encodeURIComponent(pageToken)}` : ''}`, listOf(key, row));
  return {
    propertyId: keys.propertyId, ask, page,
    granted: capabilitiesOf(google.scopes),
    async all(path, key, row) {
      const rows: output<typeof row>[] = [];
      let at: string | undefined;
      for (let count = 0; count < 10; count++) {
        const found = await page(path, key, row, at);
        rows.push(...found.rows);
        if (found.next === null || found.next === at) break;
        at = found.next;
      }
      return rows;
    },
  };
}

/** A list leaves its member out where it is empty, and writes no next page as an empty text. */
export function listOf<T extends z.ZodMiniType>(key: string, row: T) {
  return z.pipe(
    z.transform((found: unknown) => (isPlainObject(found) ? { rows: found[key] ?? [], next: found['nextPageToken'] || null } : found)),
    z.object({ rows: z.array(row), next: z.nullable(z.string()) }),
  );
}

// Whoever may edit may read. Where Google names no scopes, they are those that were asked for, which we do not know; what is refused says so then.
function capabilitiesOf(scopes: readonly string[] | null): string[] {
  if (!scopes || scopes.includes('analytics.edit')) return ['analytics.edit', 'analytics.readonly'];
  return scopes.includes('analytics.readonly') ? ['analytics.readonly'] : [];
}

/** A quota that is used up is told with a status of 403. */
export const readAdminRefusal: ReadRefusal = (response) => {
  const refusal = readGoogleRefusal(response);
  return refusal?.code === 'RESOURCE_EXHAUSTED' ? { ...refusal, retryAfter: refusal.retryAfter ?? quotaWait } : refusal;
};

/** What the refusals of the Admin API mean. https://developers.google.com/analytics/devguides/config/admin/v1/errors */
export const adminErrors: readonly ErrorRule[] = [
  { code: 'UNAUTHENTICATED', means: 'invalid_credentials', field: 'refreshToken', detail: 'Google no longer accepts this sign-in. Create a new refresh token.' },
  { code: 'RESOURCE_EXHAUSTED', means: 'rate_limited', detail: busy('Google Analytics') },
  { code: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', means: 'insufficient_permission', field: 'refreshToken', detail: 'This refresh token was made without the scope this needs. Make one with analytics.edit, and leave every permission ticked.' },
  { code: ['SERVICE_DISABLED', 'API_DISABLED'], means: 'insufficient_permission', field: 'clientId', detail: 'The Google Analytics Admin API is not enabled in the project of this OAuth client. Enable it in Google Cloud, then try again.' },
  { code: 'PERMISSION_DENIED', means: 'insufficient_permission', field: 'propertyId', detail: 'The Google account behind the refresh token may not do this in the property. Check the property ID, or ask an admin of the property for the role Editor.' },
  { code: 'NOT_FOUND', means: 'validation_failed', field: 'propertyId', detail: 'Google Analytics does not have this any more. Check the property ID under Admin, Property details.' },
  { code: 'ALREADY_EXISTS', means: 'conflict', detail: 'This exists in the property already.' },
  { code: ['INVALID_ARGUMENT', 'FAILED_PRECONDITION'], means: 'validation_failed', detail: 'Google does not take this value for the property.' },
];
