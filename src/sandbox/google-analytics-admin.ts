import type { Context, Hono } from 'hono';
import type { SandboxAccount } from './accounts.ts';
import { propertiesOf, type Property } from './google-analytics-property.ts';
import { googleError, googleType, scopeInsufficient } from './google-error.ts';
import { json } from './imitation.ts';
import { scopeRoot } from './oauth/google.ts';
import type { Grants } from './oauth/grants.ts';
import { signedIn } from './oauth/signed-in.ts';

/** The host of the Analytics Admin API. */
export const adminHost = 'analyticsadmin.googleapis.com';
const pageSize = 20;
const standardPeriods = ['TWO_MONTHS', 'FOURTEEN_MONTHS'];

/** How the Admin API says the things every provider can say. */
export const adminAnswers = {
  down: () => googleError(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  rate_limited: () => googleError(403, 'RESOURCE_EXHAUSTED', 'Exhausted property tokens per project per hour.'),
  lacking: scopeInsufficient,
  revoked: () => googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.'),
};
const denied = () => googleError(403, 'PERMISSION_DENIED', 'User does not have sufficient permissions for this property.');
const invalid = (message: string) => googleError(400, 'INVALID_ARGUMENT', message);

/** The Google Analytics Admin API: https://developers.google.com/analytics/devguides/config/admin/v1/rest */
export function serveAnalyticsAdmin(routes: Hono, accounts: readonly SandboxAccount[], grants: Grants): void {
  /** What each person reaches, as it was changed. */
  const known = new Map<string, readonly Property[]>();
  const propertiesIn = (account: SandboxAccount) => {
    const found = known.get(account.name) ?? propertiesOf(account);
    known.set(account.name, found);
    return found;
  };
  const base = `/${adminHost}/:version{v1beta|v1alpha}/properties/:property`;

  const signed = (answer: (c: Context, account: SandboxAccount, mayEdit: boolean) => Response | Promise<Response>) => (c: Context): Response | Promise<Response> => {
    const person = signedIn(grants, 'google', accounts, /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]);
    if (!person) return adminAnswers.revoked();
    const { account, grant } = person;
    const mayEdit = grant.scopes.includes(`${scopeRoot}analytics.edit`);
    if (!mayEdit && (c.req.method !== 'GET' || !grant.scopes.includes(`${scopeRoot}analytics.readonly`))) return scopeInsufficient();
    // What a person may do decides, whatever they granted.
    if (c.req.method !== 'GET' && account.name === 'Reader of the property') return denied();
    return answer(c, account, mayEdit);
  };
  const within = (answer: (c: Context, property: Property, mayEdit: boolean) => Response | Promise<Response>) => signed((c, account, mayEdit) => {
    const property = propertiesIn(account).find(({ id }) => id === c.req.param('property'));
    return account.outcome === 'forbidden' || !property ? denied() : answer(c, property, mayEdit);
  });
  const listed = (key: string, rowsOf: (property: Property) => readonly object[]) => within((c, property) => paged(c, key, rowsOf(property)));

  routes.get(`/${adminHost}/:version{v1beta|v1alpha}/accountSummaries`, signed((c, account) => {
    const own = account.outcome === 'forbidden' ? [] : propertiesIn(account);
    return paged(c, 'accountSummaries', own.length === 0 ? [] : [{ name: 'accountSummaries/1000', account: 'accounts/1000', displayName: `${account.name} Ltd`, propertySummaries: own.map(({ id, displayName }) => ({ property: `properties/${id}`, displayName, propertyType: 'PROPERTY_TYPE_ORDINARY', parent: 'accounts/1000' })) }]);
  }));

  routes.get(base, within((_, { id, displayName }) => json({ name: `properties/${id}`, displayName, propertyType: 'PROPERTY_TYPE_ORDINARY', serviceLevel: 'GOOGLE_ANALYTICS_STANDARD', timeZone: 'Europe/Berlin', currencyCode: 'EUR', parent: 'accounts/1000' }, 200, googleType)));
  routes.get(`${base}/dataStreams`, listed('dataStreams', ({ id, streamId, measurementId }) => [
    { name: `properties/${id}/dataStreams/${streamId}1`, type: 'IOS_APP_DATA_STREAM', displayName: 'App' },
    { name: `properties/${id}/dataStreams/${streamId}`, type: 'WEB_DATA_STREAM', displayName: 'Web shop', webStreamData: { measurementId, defaultUri: 'https://shop.example' } },
  ]));
  routes.get(`${base}/dataStreams/:stream/measurementProtocolSecrets`, within((c, { id, streamId, secrets }, mayEdit) => {
    if (!mayEdit) return denied();
    return paged(c, 'measurementProtocolSecrets', c.req.param('stream') === streamId ? secrets.map((secretValue, index) => ({ name: `properties/${id}/dataStreams/${streamId}/measurementProtocolSecrets/${index}`, displayName: `Shop ${index}`, secretValue })) : []);
  }));
  routes.get(`${base}/keyEvents`, listed('keyEvents', ({ keyEvents }) => keyEvents));
  routes.post(`${base}/keyEvents`, within(async (c, { id, keyEvents }) => {
    const { eventName, countingMethod, defaultValue } = await bodyOf(c);
    if (typeof eventName !== 'string' || !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(eventName) || typeof countingMethod !== 'string') return invalid('Key event is not valid.');
    if (keyEvents.some((one) => one.eventName === eventName)) return googleError(409, 'ALREADY_EXISTS', 'Requested entity already exists.');
    if (keyEvents.length >= 30) return googleError(400, 'FAILED_PRECONDITION', 'The property has reached its limit of key events.');
    const made = { name: `properties/${id}/keyEvents/${2000 + keyEvents.length}`, eventName, countingMethod, ...(defaultValue === undefined ? {} : { defaultValue }), deletable: true, custom: true, createTime: '2026-11-27T00:00:00Z' };
    keyEvents.push(made);
    return json(made, 200, googleType);
  }));
  routes.patch(`${base}/keyEvents/:id`, within((c, { keyEvents }) => changed(c, keyEvents.find((one) => one.name.endsWith(`/${c.req.param('id')}`)), ['countingMethod', 'defaultValue'])));
  routes.get(`${base}/audiences`, listed('audiences', ({ audiences }) => audiences));
  routes.post(`${base}/audiences`, within(async (c, { id, audiences }) => {
    const { displayName, description, membershipDurationDays: days, filterClauses } = await bodyOf(c);
    if (c.req.param('version') !== 'v1alpha') return googleError(404, 'NOT_FOUND', 'Method not found.');
    if (typeof displayName !== 'string' || typeof description !== 'string' || typeof days !== 'number' || days < 1 || days > 540 || !Array.isArray(filterClauses) || filterClauses.length === 0) return invalid('Audience is not valid.');
    const made = { name: `properties/${id}/audiences/${3000 + audiences.length}`, displayName, description, membershipDurationDays: days, adsPersonalizationEnabled: true, filterClauses: filterClauses as unknown[] };
    audiences.push(made);
    return json(made, 200, googleType);
  }));
  routes.get(`${base}/googleAdsLinks`, listed('googleAdsLinks', ({ links }) => links));
  routes.patch(`${base}/googleAdsLinks/:id`, within((c, { links }) => changed(c, links.find((one) => one.name.endsWith(`/${c.req.param('id')}`)), ['adsPersonalizationEnabled'])));
  routes.get(`${base}/dataRetentionSettings`, within((_, { retention }) => json(retention, 200, googleType)));
  routes.patch(`${base}/dataRetentionSettings`, within(async (c, { retention }) => {
    const body = await bodyOf(c);
    for (const key of ['eventDataRetention', 'userDataRetention']) if (body[key] !== undefined && !standardPeriods.some((one) => one === body[key])) return invalid(`The value of ${key} is only available for Google Analytics 360 properties.`);
    return changed(c, retention, ['eventDataRetention', 'userDataRetention', 'resetUserDataOnNewActivity']);
  }));
  routes.all(`/${adminHost}/*`, () => googleError(404, 'NOT_FOUND', 'Method not found.'));
}

function paged(c: Context, key: string, rows: readonly object[]): Response {
  const token = c.req.query('pageToken');
  const from = token ? Number(/^p([0-9]{1,4})$/.exec(token)?.[1] ?? Number.NaN) : 0;
  if (!Number.isInteger(from)) return invalid('The page token is invalid.');
  const size = Math.min(pageSize, Number(c.req.query('pageSize')) || pageSize);
  return json({ ...(rows.length > 0 ? { [key]: rows.slice(from, from + size) } : {}), ...(from + size < rows.length ? { nextPageToken: `p${from + size}` } : {}) }, 200, googleType);
}

async function changed(c: Context, found: object | undefined, allowed: readonly string[]): Promise<Response> {
  if (!found) return googleError(404, 'NOT_FOUND', 'Requested entity was not found.');
  const mask = (c.req.query('updateMask') ?? '').split(',').filter((one) => one !== '');
  if (mask.length === 0 || mask.some((one) => !allowed.includes(one))) return invalid('The update mask is not valid.');
  const body = await bodyOf(c);
  for (const key of mask) {
    if (body[key] === undefined) Reflect.deleteProperty(found, key);
    else Object.assign(found, { [key]: body[key] });
  }
  return json(found, 200, googleType);
}

async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}
