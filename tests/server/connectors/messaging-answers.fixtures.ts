import type { ErrorCode } from '../../../src/core/index.ts';

/** Answers by the end of a path (hosts where it is one), as they come over the wire, and what a proof has to make of them. What is not named answers as on a good day. */
export interface MessagingFixture {
  provider: 'klaviyo' | 'mailchimp' | 'twilio';
  name: string;
  at: string;
  status: number;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  body: string;
  outcome: 'verified' | 'unverified' | 'rejected' | 'error';
  code?: ErrorCode;
  field?: string;
  retryAfter?: number;
}

const page = '<!DOCTYPE html><html><head><title>Attention Required</title></head><body>Just a moment…</body></html>';
const html = { type: 'text/html; charset=UTF-8', body: page } as const;

const jsonApi = (status: number, code: string, title: string, detail: string) => ({ status, type: 'application/vnd.api+json', body: JSON.stringify({ errors: [{ id: '7b1c1c1e-6c0e-4a53-9d0b-4c1f1b0f6a55', status, code, title, detail, source: { pointer: '/data/' }, links: {}, meta: {} }] }) });
const klaviyo = (name: string, answer: Omit<MessagingFixture, 'provider' | 'name' | 'at'> & { at?: string }): MessagingFixture => ({ provider: 'klaviyo', name, at: '/api/accounts', ...answer });

const problem = (status: number, title: string, detail: string) => ({ status, type: 'application/problem+json; charset=utf-8', body: JSON.stringify({ type: 'https://mailchimp.com/developer/marketing/docs/errors/', title, status, detail, instance: '2f6e4c1a-8a0d-4f7b-9f43-1c5b5b1f9a10' }) });
const mailchimp = (name: string, answer: Omit<MessagingFixture, 'provider' | 'name' | 'at'>): MessagingFixture => ({ provider: 'mailchimp', name, at: '/3.0/', ...answer });

const exception = (status: number, code: number, message: string, detail?: string) => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify({ code, ...(detail && { detail }), message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }) });
const twilio = (name: string, answer: Omit<MessagingFixture, 'provider' | 'name' | 'at'> & { at?: string }): MessagingFixture => ({ provider: 'twilio', name, at: 'account', ...answer });

/** Answers as these three write them. */
export const messagingFixtures: readonly MessagingFixture[] = [
  klaviyo('no authorization', { ...jsonApi(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.'), outcome: 'rejected', code: 'invalid_credentials', field: 'privateApiKey' }),
  klaviyo('a deleted key', { ...jsonApi(401, 'authentication_failed', 'Incorrect authentication credentials.', 'Incorrect authentication credentials.'), outcome: 'rejected', code: 'invalid_credentials', field: 'privateApiKey' }),
  klaviyo('a key it cannot read', { ...jsonApi(400, 'invalid', 'Invalid input.', 'The API key is malformed.'), outcome: 'rejected', code: 'invalid_credentials', field: 'privateApiKey' }),
  klaviyo('a key without accounts:read', { ...jsonApi(403, 'permission_denied', 'You do not have permission to perform this action.', 'The API key specified is invalid or does not have the required scope: accounts:read.'), outcome: 'unverified' }),
  klaviyo('a challenge of the edge', { status: 403, ...html, headers: { 'cf-mitigated': 'challenge' }, outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('a refusal of the edge in HTML', { status: 401, ...html, outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('a malformed header, refused by the edge', { status: 400, ...html, outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('a throttled account', { ...jsonApi(429, 'throttled', 'Request was throttled.', 'Expected available in 17 seconds.'), headers: { 'retry-after': '17' }, outcome: 'error', code: 'rate_limited', retryAfter: 17 }),
  klaviyo('a retired revision', { ...jsonApi(410, 'gone', 'Gone.', 'This revision is no longer supported.'), outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('an outage', { ...jsonApi(503, 'service_unavailable', 'Service unavailable.', 'Try again later.'), outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('a gateway that waited too long', { status: 504, ...html, outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('errors inside a success', { ...jsonApi(200, 'invalid', 'Invalid input.', 'x'), status: 200, outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('an empty success', { status: 200, body: '', outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('a body that ends early', { status: 200, body: '{"data":[{"type":"account","id":"XXX', outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('no account in the answer', { status: 200, body: '{"data":[],"links":{"next":null}}', outcome: 'error', code: 'provider_unavailable' }),
  klaviyo('lists that are throttled meanwhile', { at: '/api/lists', ...jsonApi(429, 'throttled', 'Request was throttled.', 'Expected available in 1 second.'), outcome: 'verified' }),
  klaviyo('a plan without webhooks', { at: '/api/webhooks', ...jsonApi(403, 'permission_denied', 'You do not have permission to perform this action.', 'Your account does not have access to this feature.'), outcome: 'verified' }),
  klaviyo('webhooks that are throttled meanwhile', { at: '/api/webhooks', ...jsonApi(429, 'throttled', 'Request was throttled.', 'Expected available in 42 seconds.'), headers: { 'retry-after': '42' }, outcome: 'verified' }),
  klaviyo('lists that are down meanwhile', { at: '/api/lists', status: 502, ...html, outcome: 'verified' }),

  mailchimp('a revoked key', { ...problem(401, 'API Key Invalid', "Your API key may be invalid, or you've attempted to access the wrong datacenter."), outcome: 'rejected', code: 'invalid_credentials', field: 'apiKey' }),
  mailchimp('a lost header', { ...problem(401, 'API Key Missing', 'Your request did not include an API key.'), outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('a 401 that is not the API’s', { status: 401, ...html, outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('a role too low', { ...problem(403, 'Forbidden', 'You are not permitted to access this resource.'), outcome: 'rejected', code: 'insufficient_permission', field: 'apiKey' }),
  mailchimp('a closed account', { ...problem(403, 'User Disabled', 'This account has been deactivated.'), outcome: 'rejected', code: 'account_blocked' }),
  mailchimp('a bare 403 under load', { status: 403, type: 'text/html', body: 'Forbidden', outcome: 'error', code: 'rate_limited', retryAfter: 10 }),
  mailchimp('too many connections', { ...problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.'), outcome: 'error', code: 'rate_limited', retryAfter: 10 }),
  mailchimp('TLS too old', { status: 426, type: 'text/plain', body: 'Upgrade Required', outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('an address it does not have', { ...problem(404, 'Resource Not Found', 'The requested resource could not be found.'), outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('an internal error', { ...problem(500, 'Internal Server Error', 'An unexpected internal error has occurred.'), outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('maintenance in HTML with a good status', { status: 200, ...html, outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('an empty success', { status: 200, body: '', outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('a body that ends early', { status: 200, body: '{"account_id":"8d3a', outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('an id that is a number', { status: 200, body: '{"account_id":8310,"account_name":"Shop"}', outcome: 'error', code: 'provider_unavailable' }),
  mailchimp('an account without a name, as text', { status: 200, type: 'text/plain', body: '{"account_id":"8d3a21783dc3b8a2","account_name":"","email":"owner@shop.example"}', outcome: 'verified' }),

  twilio('a changed token', { ...exception(401, 20003, 'Authenticate', 'Your AccountSid or AuthToken was incorrect.'), outcome: 'rejected', code: 'invalid_credentials', field: 'authToken' }),
  twilio('an unknown account', { ...exception(401, 20003, 'Authentication Error - invalid username'), outcome: 'rejected', code: 'invalid_credentials', field: 'accountSid' }),
  twilio('a key in the place of an account', { ...exception(400, 90002, 'AccountSid SKxxx is invalid'), outcome: 'rejected', code: 'invalid_credentials', field: 'accountSid' }),
  twilio('test credentials', { ...exception(403, 20008, 'Resource not accessible with Test Account Credentials'), outcome: 'rejected', code: 'insufficient_permission', field: 'authToken' }),
  twilio('details without the right', { ...exception(401, 70051, 'Authorization Error'), outcome: 'rejected', code: 'insufficient_permission', field: 'authToken' }),
  twilio('an inactive account', { ...exception(403, 10001, 'Account is not active'), outcome: 'rejected', code: 'account_blocked' }),
  twilio('a suspended account', { status: 200, body: '{"sid":"AC5ef8732a3c49700934481addd5ce1659","friendly_name":"Shop","status":"suspended","type":"Full"}', outcome: 'rejected', code: 'account_blocked' }),
  twilio('too many requests at a time', { ...exception(429, 20429, 'Too many requests'), outcome: 'error', code: 'rate_limited', retryAfter: 10 }),
  twilio('a refusal of a code we do not know', { ...exception(403, 20999, 'Forbidden'), outcome: 'error', code: 'provider_unavailable' }),
  twilio('a 401 without a code', { status: 401, ...html, outcome: 'error', code: 'provider_unavailable' }),
  twilio('XML', { status: 404, type: 'application/xml', body: '<?xml version="1.0"?><TwilioResponse><RestException><Code>20404</Code></RestException></TwilioResponse>', outcome: 'error', code: 'provider_unavailable' }),
  twilio('an outage', { ...exception(503, 20503, 'Service unavailable'), outcome: 'error', code: 'provider_unavailable' }),
  twilio('an empty success', { status: 200, body: '', outcome: 'error', code: 'provider_unavailable' }),
  twilio('a body that ends early', { status: 200, body: '{"sid":"AC5ef8', outcome: 'error', code: 'provider_unavailable' }),
  twilio('a number of another account', { at: 'numbers', status: 200, body: '{"incoming_phone_numbers":[],"page":0}', outcome: 'rejected', code: 'validation_failed', field: 'phoneNumber' }),
  twilio('numbers that cannot be read for now', { at: 'numbers', ...exception(429, 20429, 'Too many requests'), outcome: 'error', code: 'rate_limited', retryAfter: 10 }),
];
