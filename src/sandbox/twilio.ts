import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { basicAuth, json, type Imitation } from './imitation.ts';
import { numbersOf, servicesOf, shortCodesOf, templatesOf, verifyServicesOf } from './twilio-data.ts';
import { randomText } from './random-text.ts';
import type { World } from './world.ts';

type Environment = { Variables: { account: SandboxAccount } };
const type = 'application/json; charset=utf-8';

/** Twilio's APIs at api, messaging and verify.twilio.com: https://www.twilio.com/docs/usage/api */
export function twilio(world: World): Imitation {
  const accounts = world.accounts.filter((account) => account.provider === 'twilio');
  const routes = new Hono<Environment>();
  /** What was set of Verify services, by SID. */
  const serviceSettings = new Map<string, Record<string, unknown>>();
  /** What was set of numbers and Messaging Services, by SID. */
  const senderSettings = new Map<string, Record<string, unknown>>();
  const withSettings = <T extends { sid: string }>(one: T): T => ({ ...one, ...senderSettings.get(one.sid) });
  const setSender = (c: Context<Environment>, found: { sid: string }, form: URLSearchParams, names: Readonly<Record<string, string>>): Response => {
    const set = { ...senderSettings.get(found.sid) };
    for (const [key, value] of form) {
      const name = Object.hasOwn(names, key) ? names[key] : undefined;
      if (!name) continue;
      if (/Url$|Callback$/.test(key) && value !== '' && !/^https?:\/\/[^_/]+(?:\/|$)/.test(value)) return refusal(400, key === 'SmsUrl' ? 21402 : 21405, `${key} is not valid: ${value.slice(0, 80)}`);
      set[name] = value;
    }
    senderSettings.set(found.sid, set);
    return json({ ...found, ...set }, 200, type);
  };

  const guard = async (c: Context<Environment>, next: () => Promise<void>): Promise<Response | void> => {
    const given = basicAuth(c.req.header('authorization'));
    if (!given) return refusal(401, 20003, 'Authentication Error - No credentials provided', 'Your AccountSid or AuthToken was incorrect.');
    const byKey = given.user.startsWith('SK');
    const account = accounts.find(({ credentials }) => /^(?:AC|SK)[0-9a-fA-F]{32}$/.test(given.user) && credentials[byKey ? 'apiKeySid' : 'accountSid'] === given.user);
    if (!account) return refusal(401, 20003, 'Authentication Error - invalid username', 'Your AccountSid or AuthToken was incorrect.');
    if (account.outcome === 'wrong' || account.credentials[byKey ? 'apiKeySecret' : 'authToken'] !== given.password) return answers.revoked();
    // A standard key may not read accounts: https://www.twilio.com/docs/iam/api-keys
    if (byKey && /\/Accounts\/[^/]+\.json$/.test(c.req.path)) return refusal(401, 70051, 'Authorization Error - the credentials lack a permission for this resource');
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return refusal(403, 70051, 'Authorization Error - the credentials lack a permission for this resource');
    c.set('account', account);
    await next();
  };

  const classic = '/api.twilio.com/2010-04-01/Accounts';
  routes.use(`${classic}/:first/*`, guardPath(guard));
  routes.use(`${classic}/:first`, guardPath(guard));
  routes.get(`${classic}/:first{[^/]+\\.json}`, (c) => {
    const { account } = c.var;
    return json(accountOf(account), 200, type);
  });
  routes.get(`${classic}/:first/IncomingPhoneNumbers.json`, (c) => {
    const pattern = c.req.query('PhoneNumber') ?? '';
    return classicPage(c, 'incoming_phone_numbers', numbersOf(c.var.account).filter((one) => fits(pattern, one.phone_number)).map(withSettings));
  });
  routes.post(`${classic}/:first/IncomingPhoneNumbers/:number{PN[0-9a-f]{32}\\.json}`, async (c) => {
    const found = numbersOf(c.var.account).find((one) => `${one.sid}.json` === c.req.param('number'));
    return found ? setSender(c, found, new URLSearchParams(await c.req.text()), numberSettings) : missing('/IncomingPhoneNumbers');
  });
  routes.get(`${classic}/:first/SMS/ShortCodes.json`, (c) => {
    const pattern = c.req.query('ShortCode') ?? '';
    return classicPage(c, 'short_codes', shortCodesOf(c.var.account).filter((one) => fits(pattern, one.short_code)).map(withSettings));
  });
  routes.post(`${classic}/:first/SMS/ShortCodes/:code{SC[0-9a-f]{32}\\.json}`, async (c) => {
    const found = shortCodesOf(c.var.account).find((one) => `${one.sid}.json` === c.req.param('code'));
    return found ? setSender(c, found, new URLSearchParams(await c.req.text()), shortCodeSettings) : missing('/SMS/ShortCodes');
  });
  routes.post(`${classic}/:first/Messages.json`, async (c) => {
    const form = /^application\/x-www-form-urlencoded/.test(c.req.header('content-type') ?? '') ? new URLSearchParams(await c.req.text()) : new URLSearchParams();
    if (!form.get('To')) return refusal(400, 21604, "A 'To' phone number is required.");
    if (!form.get('Body')) return refusal(400, 21602, 'Message body is required.');
    if (!form.get('From') && !form.get('MessagingServiceSid')) return refusal(400, 21603, "A 'From' phone number is required.");
    const wrong = messageRefusal(c.var.account, form);
    if (wrong) return wrong;
    return json({ sid: `SM${randomText(`twilio message ${form.toString()}`, 32)}`, account_sid: c.var.account.credentials['accountSid'], status: 'queued', error_code: null, num_segments: '1' }, 201, type);
  });

  const listsOf = { messaging: servicesOf, verify: verifyServicesOf };
  for (const [name, path] of [['messaging', '/messaging.twilio.com/v1'], ['verify', '/verify.twilio.com/v2']] as const) {
    routes.use(`${path}/*`, guard);
    routes.get(`${path}/Services`, (c) => modernPage(c, 'services', listsOf[name](c.var.account)));
    routes.get(`${path}/Services/:sid`, (c) => {
      const found = listsOf[name](c.var.account).find((one) => one.sid === c.req.param('sid'));
      return found ? json({ ...withSettings(found), ...serviceSettings.get(found.sid) }, 200, type) : missing(`/Services/${c.req.param('sid')}`);
    });
  }
  routes.post('/messaging.twilio.com/v1/Services/:sid', async (c) => {
    const found = servicesOf(c.var.account).find((one) => one.sid === c.req.param('sid'));
    return found ? setSender(c, found, new URLSearchParams(await c.req.text()), messagingSettings) : missing('/Services');
  });
  routes.get('/messaging.twilio.com/v1/Services/:sid/PhoneNumbers', (c) => {
    const found = servicesOf(c.var.account).find((one) => one.sid === c.req.param('sid'));
    if (!found) return missing('/Services');
    const own = numbersOf(c.var.account).filter(({ capabilities }) => capabilities.sms).map(({ sid, phone_number }) => ({ sid, service_sid: found.sid, phone_number, country_code: 'US', capabilities: ['SMS', 'MMS'] }));
    // Only the shop's own services have its number in their pool.
    return modernPage(c, 'phone_numbers', found.friendly_name.startsWith('Store') ? [] : own);
  });
  routes.get('/messaging.twilio.com/v1/Services/:sid/ShortCodes', (c) => {
    const found = servicesOf(c.var.account).find((one) => one.sid === c.req.param('sid'));
    if (!found) return missing('/Services');
    return modernPage(c, 'short_codes', found.friendly_name.startsWith('Store') ? [] : shortCodesOf(c.var.account).map(({ sid, short_code }) => ({ sid, service_sid: found.sid, short_code, country_code: 'US', capabilities: ['SMS'] })));
  });
  routes.post('/verify.twilio.com/v2/Services/:sid', async (c) => {
    const found = verifyServicesOf(c.var.account).find((one) => one.sid === c.req.param('sid'));
    if (!found) return missing(`/Services/${c.req.param('sid')}`);
    const set = { ...serviceSettings.get(found.sid) };
    for (const [key, text] of new URLSearchParams(await c.req.text())) {
      const value = settingOf(key, text);
      if (value === null) return refusal(400, 60200, `Invalid parameter: ${key.slice(0, 40)}`);
      Object.assign(set, value);
    }
    if (set['skip_sms_to_landlines'] === true && set['lookup_enabled'] !== true) return refusal(400, 60200, 'Invalid parameter: SkipSmsToLandlines requires LookupEnabled');
    serviceSettings.set(found.sid, set);
    return json({ ...found, ...set }, 200, type);
  });
  routes.get('/verify.twilio.com/v2/Templates', (c) => modernPage(c, 'templates', templatesOf()));
  routes.all('*', (c) => missing(new URL(c.req.url).pathname.split('/').slice(3).join('/')));

  const answers: Imitation['answers'] = {
    down: () => refusal(503, 20503, 'Service unavailable'),
    rate_limited: () => refusal(429, 20429, 'Too many requests'),
    lacking: () => refusal(403, 70051, 'Authorization Error - the credentials lack a permission for this resource'),
    revoked: () => refusal(401, 20003, 'Authenticate', 'Your AccountSid or AuthToken was incorrect.'),
  };
  return { provider: 'twilio', routes: routes as unknown as Hono, answers };
}

/** The account of the path is judged before the credentials, as a malformed SID is refused with a code of its own. */
function guardPath(guard: (c: Context<Environment>, next: () => Promise<void>) => Promise<Response | void>) {
  return async (c: Context<Environment>, next: () => Promise<void>): Promise<Response | void> => {
    const sid = (c.req.param('first') ?? '').replace(/\.json$/, '');
    if (!/^AC[0-9a-fA-F]{32}$/.test(sid)) return refusal(400, 90002, `AccountSid ${sid.slice(0, 40)} is invalid`);
    if (!new URL(c.req.url).pathname.endsWith('.json')) return new Response('<?xml version="1.0" encoding="UTF-8"?>\n<TwilioResponse><RestException><Code>20404</Code><Status>404</Status></RestException></TwilioResponse>', { status: 404, headers: { 'content-type': 'application/xml' } });
    return guard(c, async () => {
      if (c.var.account.credentials['accountSid'] === sid) await next();
      else c.res = missing(`/2010-04-01/Accounts/${sid}.json`);
    });
  };
}

const numberSettings: Readonly<Record<string, string>> = { SmsUrl: 'sms_url', SmsMethod: 'sms_method', SmsFallbackUrl: 'sms_fallback_url', StatusCallback: 'status_callback' };
const shortCodeSettings: Readonly<Record<string, string>> = { SmsUrl: 'sms_url', SmsMethod: 'sms_method', SmsFallbackUrl: 'sms_fallback_url' };
const messagingSettings: Readonly<Record<string, string>> = { InboundRequestUrl: 'inbound_request_url', InboundMethod: 'inbound_method', FallbackUrl: 'fallback_url', StatusCallback: 'status_callback' };
const flags: Readonly<Record<string, string>> = { LookupEnabled: 'lookup_enabled', SkipSmsToLandlines: 'skip_sms_to_landlines', DoNotShareWarningEnabled: 'do_not_share_warning_enabled' };

/** One parameter of a Verify service as its answer names it, or null. */
function settingOf(key: string, text: string): Record<string, unknown> | null {
  const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
  if (flag) return text === 'true' || text === 'false' ? { [flag]: text === 'true' } : null;
  return key === 'CodeLength' && /^([4-9]|10)$/.test(text) ? { code_length: Number(text) } : null;
}

/** Twilio's own magic numbers of refusal: https://www.twilio.com/docs/iam/test-credentials */
const magicNumbers: Readonly<Record<string, readonly [code: number, message: string]>> = {
  '+15005550001': [21211, "Invalid 'To' Phone Number: +1500555XXXX"],
  '+15005550002': [21612, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"],
  '+15005550003': [21408, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: +1500555XXXX"],
  '+15005550004': [21610, 'Attempt to send to unsubscribed recipient'],
  '+15005550009': [21614, "To number: +1500555XXXX, is not a mobile number"],
};

/** Why an account cannot send this message, or null. */
function messageRefusal(account: SandboxAccount, form: URLSearchParams): Response | null {
  const to = form.get('To') ?? '';
  const magic = Object.hasOwn(magicNumbers, to) ? magicNumbers[to] : undefined;
  if (magic) return refusal(400, ...magic);
  if (!/^\+[1-9][0-9]{6,14}$/.test(to)) return refusal(400, 21211, `Invalid 'To' Phone Number: ${to.slice(0, 8)}XXXX`);
  const service = form.get('MessagingServiceSid');
  if (service) return servicesOf(account).some(({ sid }) => sid === service) ? null : missing(`/Services/${service}`);
  if (shortCodesOf(account).some(({ short_code: code }) => code === form.get('From'))) return null;
  const own = numbersOf(account).find(({ phone_number }) => phone_number === form.get('From'));
  if (!own) return refusal(400, 21606, "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination/account");
  return own.capabilities.sms ? null : refusal(400, 21661, "'From' number is not SMS capable");
}

function refusal(status: number, code: number, message: string, detail?: string): Response {
  return json({ code, ...(detail ? { detail } : {}), message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status, type, status === 401 ? { 'www-authenticate': 'Basic realm="Twilio API"' } : {});
}

function missing(path: string): Response {
  return refusal(404, 20404, `The requested resource ${path.slice(0, 200)} was not found`);
}

function accountOf({ name, credentials }: SandboxAccount): object {
  const sid = credentials['accountSid'];
  // With the Auth Token in it, as at Twilio: whoever reads this must drop it.
  return { sid, friendly_name: name, status: 'active', type: 'Full', owner_account_sid: sid, auth_token: credentials['authToken'], date_created: 'Thu, 30 Jul 2015 20:00:00 +0000', date_updated: 'Thu, 30 Jul 2015 20:00:00 +0000', subresource_uris: {}, uri: `/2010-04-01/Accounts/${sid}.json` };
}

/** Twilio's filter finds parts of numbers, and `*` stands for anything. */
function fits(pattern: string, number: string): boolean {
  let at = 0;
  for (const part of pattern.split('*')) {
    const found = number.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

interface Window { size: number; page: number; from: number }

function windowOf(c: Context): Window {
  const size = Math.min(Math.max(Number(c.req.query('PageSize') ?? 50) || 50, 1), 1000);
  const page = Math.max(Number(c.req.query('Page') ?? 0) || 0, 0);
  return { size, page, from: page * size };
}

function classicPage(c: Context, key: string, items: readonly { sid: string }[]): Response {
  const { size, page, from } = windowOf(c);
  const slice = items.slice(from, from + size);
  const path = new URL(c.req.url).pathname.split('/').slice(3).join('/');
  const next = from + size < items.length ? `/${path}?PageSize=${size}&Page=${page + 1}&PageToken=PA${slice.at(-1)?.sid}` : null;
  return json({ [key]: slice, page, page_size: size, first_page_uri: `/${path}?PageSize=${size}&Page=0`, next_page_uri: next, previous_page_uri: null, start: from, end: Math.max(from + slice.length - 1, 0), uri: `/${path}` }, 200, type);
}

function modernPage(c: Context, key: string, items: readonly { sid: string }[]): Response {
  const { size, page, from } = windowOf(c);
  const slice = items.slice(from, from + size);
  const [, , host, ...path] = new URL(c.req.url).pathname.split('/');
  const url = (at: number, token = '') => `https://${host}/${path.join('/')}?PageSize=${size}&Page=${at}${token}`;
  const next = from + size < items.length ? url(page + 1, `&PageToken=PA${slice.at(-1)?.sid}`) : null;
  return json({ [key]: slice, meta: { page, page_size: size, first_page_url: url(0), previous_page_url: null, next_page_url: next, url: url(page), key } }, 200, type);
}
