import type { Paste } from './corpus.ts';
import { ads, fb, ga, kl, mc, meta, tt, ttp, tw } from './values.ts';

interface Subject {
  provider: string;
  /** What names of this provider begin with, in a shop's settings. */
  prefix: string;
  into: string;
  /** By field: its name in settings, its label on the provider's pages, its value. */
  fields: Readonly<Record<string, readonly [name: string, label: string, value: string]>>;
}

const subjects: readonly Subject[] = [
  { provider: 'google-analytics-4', prefix: 'GA4', into: 'measurementId', fields: { measurementId: ['MEASUREMENT_ID', 'Measurement ID', ga.measurementId], apiSecret: ['API_SECRET', 'API secret', ga.apiSecret], propertyId: ['PROPERTY_ID', 'Property ID', ga.propertyId] } },
  { provider: 'google-ads', prefix: 'GOOGLE_ADS', into: 'customerId', fields: { customerId: ['CUSTOMER_ID', 'Customer ID', ads.customerId], loginCustomerId: ['LOGIN_CUSTOMER_ID', 'Login customer ID', ads.loginCustomerId], clientId: ['CLIENT_ID', 'Client ID', ads.clientId], clientSecret: ['CLIENT_SECRET', 'Client secret', ads.clientSecret], refreshToken: ['REFRESH_TOKEN', 'Refresh token', ads.refreshToken], developerToken: ['DEVELOPER_TOKEN', 'Developer token', ads.developerToken] } },
  { provider: 'meta-pixel', prefix: 'FB', into: 'accessToken', fields: { pixelId: ['PIXEL_ID', 'Pixel ID', meta.pixelId], accessToken: ['ACCESS_TOKEN', 'Access token', meta.accessToken], testEventCode: ['TEST_EVENT_CODE', 'Test event code', meta.testEventCode] } },
  { provider: 'facebook-ads', prefix: 'FACEBOOK', into: 'adAccountId', fields: { adAccountId: ['AD_ACCOUNT_ID', 'Ad account ID', fb.adAccountId], accessToken: ['ACCESS_TOKEN', 'Access token', fb.accessToken], appId: ['APP_ID', 'App ID', fb.appId], appSecret: ['APP_SECRET', 'App secret', fb.appSecret] } },
  { provider: 'tiktok-pixel', prefix: 'TIKTOK', into: 'pixelCode', fields: { pixelCode: ['PIXEL_CODE', 'Pixel ID', ttp.pixelCode], accessToken: ['ACCESS_TOKEN', 'Access token', ttp.accessToken], testEventCode: ['TEST_EVENT_CODE', 'Test event code', ttp.testEventCode], advertiserId: ['ADVERTISER_ID', 'Advertiser ID', ttp.advertiserId] } },
  { provider: 'tiktok-ads', prefix: 'TIKTOK', into: 'advertiserId', fields: { advertiserId: ['ADVERTISER_ID', 'Advertiser ID', tt.advertiserId], accessToken: ['ACCESS_TOKEN', 'Access token', tt.accessToken], appId: ['APP_ID', 'App ID', tt.appId], appSecret: ['APP_SECRET', 'Secret', tt.appSecret] } },
  { provider: 'klaviyo', prefix: 'KLAVIYO', into: 'publicApiKey', fields: { publicApiKey: ['PUBLIC_API_KEY', 'Public API key', kl.publicApiKey], privateApiKey: ['PRIVATE_API_KEY', 'Private API key', kl.privateApiKey] } },
  { provider: 'mailchimp', prefix: 'MAILCHIMP', into: 'apiKey', fields: { apiKey: ['API_KEY', 'API key', mc.apiKey], serverPrefix: ['SERVER_PREFIX', 'Server prefix', mc.serverPrefix] } },
  { provider: 'twilio', prefix: 'TWILIO', into: 'accountSid', fields: { accountSid: ['ACCOUNT_SID', 'Account SID', tw.accountSid], authToken: ['AUTH_TOKEN', 'Auth Token', tw.authToken], phoneNumber: ['PHONE_NUMBER', 'Phone number', tw.phoneNumber] } },
];

type Row = { name: string; label: string; value: string; camel: string; snake: string };

const formats: Readonly<Record<string, (rows: readonly Row[], subject: Subject) => string>> = {
  '.env': (rows) => rows.map((row) => `${row.name}=${row.value}`).join('\n'),
  '.env with export, quotes, comments and CRLF': (rows, { provider }) => [`# ${provider} (live)`, '', ...rows.map((row) => `export ${row.name}="${row.value}"  # from the dashboard`)].join('\r\n'),
  '.env of a page, single quotes': (rows) => `NODE_ENV=production\nPORT=3000\n${rows.map((row) => `NEXT_PUBLIC_${row.name}='${row.value}'`).join('\n')}\nDATABASE_URL=postgres://shop:shop@localhost:5432/shop`,
  'JSON, flat': (rows) => JSON.stringify(Object.fromEntries(rows.map((row) => [row.camel, row.value]))),
  'JSON, nested and pretty': (rows, { prefix }) => JSON.stringify({ version: 2, integrations: { [prefix.toLowerCase()]: Object.fromEntries(rows.map((row) => [row.snake, row.value])) } }, null, 2),
  'JSON list of settings': (rows) => JSON.stringify([{ name: 'NODE_ENV', value: 'production', slotSetting: false }, ...rows.map((row) => ({ name: row.name, value: row.value, slotSetting: false }))]),
  'JavaScript object': (rows, { prefix }) => `const config = {\n  ${prefix.toLowerCase()}: {\n${rows.map((row) => `    ${row.camel}: '${row.value}', // keep this safe`).join('\n')}\n  },\n};`,
  'PHP array': (rows) => `<?php\nreturn [\n${rows.map((row) => `    '${row.snake}' => '${row.value}',`).join('\n')}\n];`,
  'PHP defines': (rows) => rows.map((row) => `define( '${row.name}', '${row.value}' );`).join('\n'),
  'Ruby settings': (rows) => rows.map((row) => `ENV["${row.name}"] = "${row.value}"`).join('\n'),
  'Python call': (rows) => `client = Client(\n${rows.map((row) => `    ${row.snake}="${row.value}",`).join('\n')}\n)`,
  YAML: (rows, { prefix }) => `${prefix.toLowerCase()}:\n${rows.map((row) => `  ${row.snake}: "${row.value}"`).join('\n')}\nlogging:\n  level: info`,
  'labels with values': (rows) => rows.map((row) => `${row.label}: ${row.value}`).join('\n'),
  'labels above values': (rows) => rows.map((row) => `${row.label}\n${row.value}\nCopy`).join('\n\n'),
  'options of docker': (rows) => `docker run ${rows.map((row) => `-e ${row.name}=${row.value}`).join(' ')} shop:latest`,
  'container manifest': (rows) => `env:\n${rows.map((row) => `  - name: ${row.name}\n    value: "${row.value}"`).join('\n')}`,
};

const camel = (name: string) => name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** Every format with the values of every provider. */
export const inEveryFormat: readonly Paste[] = subjects.flatMap((subject) => {
  const rows = Object.values(subject.fields).map(([name, label, value]): Row => ({ name: `${subject.prefix}_${name}`, label, value, camel: camel(name), snake: name.toLowerCase() }));
  const expect = Object.fromEntries(Object.entries(subject.fields).map(([path, [, , value]]) => [path, value]));
  return Object.entries(formats).map(([name, write]): Paste => ({ name: `${subject.provider}: ${name}`, provider: subject.provider, into: subject.into, text: write(rows, subject), expect }));
});
