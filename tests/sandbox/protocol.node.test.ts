import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.ts';

const sandbox = createSandbox();
const credentials = (provider: string, outcome = 'valid') => sandbox.accounts.find((one) => one.provider === provider && one.outcome === outcome)?.credentials as Record<string, string>;

async function call(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) {
  const response = await sandbox.fetch(new Request(`http://127.0.0.1:4401${path}`, { method, headers, ...(body === undefined ? {} : { body }) }));
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, text, body: /^[[{]/.test(text) ? JSON.parse(text) : null };
}

describe('Klaviyo', () => {
  const key = credentials('klaviyo')['privateApiKey'];
  const good = { authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' };
  const root = '/klaviyo/a.klaviyo.com/api';

  test('refuses a call without a key, with another scheme, or without a revision', async () => {
    expect((await call(`${root}/accounts`)).body.errors[0]).toMatchObject({ status: 401, code: 'not_authenticated', detail: 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.' });
    expect((await call(`${root}/accounts`, { ...good, authorization: `Token ${key}` })).status).toBe(401);
    expect(await call(`${root}/accounts`, { ...good, authorization: `Bearer ${key}` })).toMatchObject({ status: 400, type: 'text/html' });
    expect((await call(`${root}/accounts`, { authorization: good.authorization })).body.errors[0]).toMatchObject({ status: 400, detail: expect.stringContaining('revision') });
  });

  test('answers exactly one account, in JSON:API', async () => {
    const { body, type } = await call(`${root}/accounts`, good);
    expect(type).toBe('application/vnd.api+json');
    expect(body.data).toEqual([expect.objectContaining({ type: 'account', id: credentials('klaviyo')['publicApiKey'] })]);
    expect(body.data[0].attributes).toMatchObject({ public_api_key: credentials('klaviyo')['publicApiKey'], contact_information: { organization_name: 'Harbour Goods' } });
  });

  test('pages by cursor, at most ten at once', async () => {
    const first = await call(`${root}/lists?page[size]=10`, good);
    expect([first.body.data.length, new URL(first.body.links.next).host]).toEqual([10, 'a.klaviyo.com']);
    expect((await call(`${root}/lists?page[size]=11`, good)).status).toBe(400);
    expect((await call(`${root}/lists?page[cursor]=nonsense`, good)).status).toBe(400);
    expect((await call(`${root}/templates?fields[template]=name`, good)).body.data[0].attributes).toEqual({ name: 'Welcome' });
  });

  test('knows what does not exist', async () => {
    expect((await call(`${root}/lists/none`, good)).status).toBe(404);
    expect((await call(`${root}/nothing`, good)).status).toBe(404);
    expect((await call(`${root}/lists`, good, 'DELETE')).status).toBe(405);
    expect((await call('/klaviyo/evil.example/api/accounts', good)).status).toBe(404);
  });

  test('says when to come back', async () => {
    const { status, headers } = await call(`${root}/accounts`, { ...good, authorization: `Klaviyo-API-Key ${credentials('klaviyo', 'rate_limited')['privateApiKey']}` });
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
  });
});

describe('Mailchimp', () => {
  const { apiKey, serverPrefix } = credentials('mailchimp');
  const root = `/mailchimp/${serverPrefix}.api.mailchimp.com/3.0`;
  const good = { authorization: `Basic ${btoa(`any:${apiKey}`)}` };

  test('takes Basic with any user, and Bearer', async () => {
    for (const headers of [good, { authorization: `Bearer ${apiKey}` }]) expect((await call(`${root}/`, headers)).body).toMatchObject({ account_name: 'Harbour Goods', role: 'owner' });
    expect((await call(`${root}/ping`, good)).body).toEqual({ health_status: "Everything's Chimpy!" });
  });

  test('refuses a missing key, and a good one at the wrong datacenter', async () => {
    expect(await call(`${root}/`)).toMatchObject({ status: 401, type: 'application/problem+json; charset=utf-8', body: { title: 'API Key Missing', status: 401 } });
    expect((await call('/mailchimp/us2.api.mailchimp.com/3.0/', good)).body).toMatchObject({ title: 'API Key Invalid', detail: "Your API key may be invalid, or you've attempted to access the wrong datacenter." });
    expect((await call('/mailchimp/us21.api.mailchimp.com.evil.com/3.0/', good)).status).toBe(404);
  });

  test('pages by count and offset, 10 by default and 1000 at most, and leaves out what was not asked for', async () => {
    const lists = (await call(`${root}/lists?count=2&offset=1&fields=lists.id,total_items`, good)).body;
    expect(lists).toEqual({ lists: [{ id: expect.stringMatching(/^[0-9a-f]{10}$/) }, { id: expect.any(String) }], total_items: 4 });
    const tags = (await call(`${root}/lists/${lists.lists[0].id}/tag-search`, good)).body;
    expect([tags.tags.length, tags.total_items]).toEqual([10, 12]);
    expect((await call(`${root}/lists?count=1001`, good)).status).toBe(400);
    expect((await call(`${root}/lists/none`, good)).status).toBe(404);
  });
});

describe('Twilio', () => {
  const { accountSid, authToken, phoneNumber } = credentials('twilio');
  const root = '/twilio/api.twilio.com/2010-04-01/Accounts';
  const basic = (user = accountSid, password = authToken) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

  test('answers the account with its Auth Token, as Twilio does', async () => {
    expect((await call(`${root}/${accountSid}.json`, basic())).body).toMatchObject({ sid: accountSid, status: 'active', type: 'Full', auth_token: authToken });
  });

  test('refuses with the real codes', async () => {
    expect((await call(`${root}/${accountSid}.json`)).body).toMatchObject({ code: 20003, message: 'Authentication Error - No credentials provided', status: 401 });
    expect((await call(`${root}/${accountSid}.json`, basic('nobody'))).body.message).toBe('Authentication Error - invalid username');
    expect((await call(`${root}/${accountSid}.json`, basic(accountSid, 'x'.repeat(32)))).body).toMatchObject({ code: 20003, message: 'Authenticate', more_info: 'https://www.twilio.com/docs/errors/20003' });
    expect((await call(`${root}/SK${accountSid?.slice(2)}.json`, basic())).body).toMatchObject({ code: 90002, status: 400 });
    const other = sandbox.accounts.filter((one) => one.provider === 'twilio')[1]?.credentials['accountSid'];
    expect((await call(`${root}/${other}.json`, basic())).body).toMatchObject({ code: 20404, status: 404 });
    expect(await call(`${root}/${accountSid}`, basic())).toMatchObject({ type: 'application/xml' });
  });

  test('filters numbers by pattern, and one of them only speaks', async () => {
    const find = async (pattern: string) => (await call(`${root}/${accountSid}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(pattern)}`, basic())).body.incoming_phone_numbers as { phone_number: string; capabilities: { sms: boolean } }[];
    expect(await find('')).toHaveLength(2);
    expect((await find(phoneNumber?.slice(0, 6) ?? '')).map((one) => one.phone_number)).toEqual([phoneNumber]);
    expect((await find('+1628*')).map((one) => one.capabilities.sms)).toEqual([false]);
  });

  test('takes messages as a form only', async () => {
    const path = `${root}/${accountSid}/Messages.json`;
    const form = new URLSearchParams({ To: '+15005550006', From: phoneNumber ?? '', Body: 'Hello' }).toString();
    expect((await call(path, { ...basic(), 'content-type': 'application/x-www-form-urlencoded' }, 'POST', form))).toMatchObject({ status: 201, body: { status: 'queued' } });
    expect((await call(path, { ...basic(), 'content-type': 'application/json' }, 'POST', '{"To":"+15005550001"}')).body).toMatchObject({ code: 21604, status: 400 });
  });

  test('pages services with an absolute next address', async () => {
    const { body } = await call('/twilio/messaging.twilio.com/v1/Services', basic());
    expect([body.services.length, body.meta.key, new URL(body.meta.next_page_url).host]).toEqual([50, 'services', 'messaging.twilio.com']);
    expect((await call('/twilio/verify.twilio.com/v2/Services/VA0', basic())).body.code).toBe(20404);
    expect((await call('/twilio/verify.twilio.com/v2/Services')).status).toBe(401);
  });
});
