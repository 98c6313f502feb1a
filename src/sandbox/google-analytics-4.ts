import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { adminAnswers, adminHost, serveAnalyticsAdmin } from './google-analytics-admin.ts';
import { type Imitation, json } from './imitation.ts';
import { consentHost, grantGone, serveGoogleOAuth, tokenHost } from './oauth/google.ts';
import type { World } from './world.ts';

const type = 'application/json; charset=utf-8';

/**
 * The Measurement Protocol and its validation server: https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 * Like the real one it never judges the secret: only the Admin API, for accounts that sign in to it, tells a wrong one.
 */
export function googleAnalytics4(world: World): Imitation {
  const accounts = world.accounts.filter((account) => account.provider === 'google-analytics-4');
  const routes = new Hono({ strict: false });

  for (const host of ['www.google-analytics.com', 'region1.google-analytics.com']) {
    routes.use(`/${host}/*`, async (c, next) => {
      const account = accounts.find((one) => one.credentials['measurementId'] === c.req.query('measurement_id'));
      if (account?.outcome === 'rate_limited') return answers.rate_limited();
      if (account?.outcome === 'down') return answers.down();
      return next();
    });
    routes.post(`/${host}/debug/mp/collect`, async (c) => json({ validationMessages: messagesFor(c.req.query('measurement_id'), c.req.query('api_secret'), await c.req.json().catch(() => null)) }, 200, type));
    routes.post(`/${host}/mp/collect`, () => new Response(null, { status: 204 }));
    routes.all(`/${host}/*`, () => new Response('<html><title>Error 404 (Not Found)!!1</title></html>', { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } }));
  }

  const reader = ({ name }: SandboxAccount) => name === 'Reader of the property';
  serveGoogleOAuth(routes, world, 'google-analytics-4', { scopesOf: (account) => (reader(account) ? ['analytics.readonly'] : ['analytics.edit']), isGone: () => false });
  serveAnalyticsAdmin(routes, accounts, world.grants);

  const page = (status: number, admin: () => Response) => (host?: string) => (host === adminHost ? admin() : new Response(`<html><title>Error ${status}</title></html>`, { status, headers: { 'content-type': 'text/html; charset=UTF-8' } }));
  const answers: Imitation['answers'] = {
    down: page(503, adminAnswers.down), rate_limited: page(429, adminAnswers.rate_limited), lacking: page(403, adminAnswers.lacking),
    // Where events are sent there is no answer that says "revoked": a deleted secret is taken like a good one.
    revoked: (host, path) => (host === tokenHost ? grantGone(path) : host === adminHost ? adminAnswers.revoked() : json({ validationMessages: [] }, 200, type)),
  };
  return { provider: 'google-analytics-4', routes, answers, isWrite: (method, _, host) => method !== 'GET' && host === adminHost, isConsent: (host) => host === consentHost };
}

interface Message { fieldPath: string; description: string; validationCode: string }

function messagesFor(measurementId: string | undefined, apiSecret: string | undefined, body: unknown): Message[] {
  const message = (fieldPath: string, validationCode: string, description: string): Message => ({ fieldPath, description, validationCode });
  if (!measurementId) return [message('measurement_id', 'VALUE_REQUIRED', 'Measurement requires a measurement_id.')];
  if (!apiSecret) return [message('api_secret', 'VALUE_REQUIRED', 'Measurement requires an api_secret.')];
  const { client_id: client, events } = (typeof body === 'object' && body !== null ? body : {}) as { client_id?: unknown; events?: unknown };
  if (typeof client !== 'string') return [message('client_id', 'VALUE_REQUIRED', 'Measurement requires a client_id.')];
  if (!Array.isArray(events) || events.length === 0) return [message('events', 'VALUE_REQUIRED', 'Measurement requires at least one event.')];
  if (events.length > 25) return [message('events', 'EXCEEDED_MAX_ENTITIES', 'Measurement has more than 25 events.')];
  const names = (events as { name?: unknown }[]).map((event) => String(event.name));
  return names.filter((name) => !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(name)).map((name) => message('events', 'NAME_INVALID', `Event at index: [0] has invalid name [${name.slice(0, 40)}]. Names must be 40 characters or fewer, may only contain alpha-numeric characters and underscores, and must start with an alphabetic character.`));
}
