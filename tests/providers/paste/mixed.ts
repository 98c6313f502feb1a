import type { Paste } from './corpus.ts';
import { ads, dashed, fb, foreign, ga, kl, mc, meta, tt, ttp, tw } from './values.ts';

// One file of settings for a whole shop: each provider takes its own and nothing else.
const shop = `# Shop
NODE_ENV=production
SESSION_SECRET=${foreign.awsSecret}
STRIPE_SECRET_KEY=${foreign.stripeSecret}

# Analytics
GA4_MEASUREMENT_ID=${ga.measurementId}
GA4_API_SECRET=${ga.apiSecret}
META_PIXEL_ID=${meta.pixelId}
META_CAPI_TOKEN=${meta.accessToken}
TIKTOK_PIXEL_ID=${ttp.pixelCode}
TIKTOK_EVENTS_TOKEN=${ttp.accessToken}

# Mail and SMS
KLAVIYO_PUBLIC_KEY=${kl.publicApiKey}
KLAVIYO_PRIVATE_KEY=${kl.privateApiKey}
MAILCHIMP_API_KEY=${mc.apiKey}
SENDGRID_API_KEY=${foreign.sendgrid}
TWILIO_ACCOUNT_SID=${tw.accountSid}
TWILIO_AUTH_TOKEN=${tw.authToken}
TWILIO_PHONE_NUMBER=${tw.phoneNumber}

GOOGLE_ADS_CUSTOMER_ID=${ads.customerId}
GOOGLE_ADS_CLIENT_ID=${ads.clientId}
GOOGLE_ADS_CLIENT_SECRET=${ads.clientSecret}
GOOGLE_ADS_REFRESH_TOKEN=${ads.refreshToken}
`;

const whole = (provider: string, into: string, expect: Paste['expect']): Paste => ({ name: `${provider}: the settings of a whole shop`, provider, into, text: shop, expect });

const prose = [
  'Hi Ana, could you send me the keys for the shop when you have a minute? Thanks, Ben',
  'Invoice 2026-1127 of 27 November 2026 over 1,764.20 EUR is due on 11 December.',
  'https://shop.example/products/blue-shirt?variant=4839201756&utm_source=newsletter',
  '{"order":{"id":4839201756123,"total":"49.90","customer":{"email":"ana@shop.example"}}}',
  'SELECT id, total FROM orders WHERE created_at > now() - interval \'1 day\';',
  'd41d8cd98f00b204',
];

const firstFields: Readonly<Record<string, string>> = { 'google-analytics-4': 'propertyId', 'google-ads': 'clientSecret', 'meta-pixel': 'accessToken', 'facebook-ads': 'accessToken', 'tiktok-ads': 'appId', klaviyo: 'privateApiKey', twilio: 'accountSid' };

export const mixedPastes: readonly Paste[] = [
  whole('google-analytics-4', 'measurementId', { measurementId: ga.measurementId, apiSecret: ga.apiSecret }),
  whole('meta-pixel', 'pixelId', { pixelId: meta.pixelId, accessToken: meta.accessToken }),
  whole('tiktok-pixel', 'pixelCode', { pixelCode: ttp.pixelCode, accessToken: ttp.accessToken }),
  whole('klaviyo', 'privateApiKey', { publicApiKey: kl.publicApiKey, privateApiKey: kl.privateApiKey }),
  whole('mailchimp', 'apiKey', { apiKey: mc.apiKey, serverPrefix: 'us21' }),
  whole('twilio', 'authToken', { accountSid: tw.accountSid, authToken: tw.authToken, phoneNumber: tw.phoneNumber }),
  whole('google-ads', 'customerId', { customerId: ads.customerId, clientId: ads.clientId, clientSecret: ads.clientSecret, refreshToken: ads.refreshToken }),
  ...Object.entries(firstFields).flatMap(([provider, into]) => prose.map((text, index): Paste => ({ name: `${provider}: text without any keys ${index + 1}`, provider, into, text, expect: {} }))),
  { name: 'sections of an ini file', provider: 'mailchimp', into: 'apiKey', text: `[klaviyo]\napi_key = ${kl.privateApiKey}\n\n[mailchimp]\napi_key = ${mc.apiKey}\nserver = us21\n`, expect: { apiKey: mc.apiKey, serverPrefix: 'us21' } },
  { name: 'objects of several providers', provider: 'tiktok-ads', into: 'accessToken', text: JSON.stringify({ facebook: { access_token: fb.accessToken, app_id: fb.appId, app_secret: fb.appSecret }, tiktok: { access_token: tt.accessToken, app_id: tt.appId, app_secret: tt.appSecret, advertiser_id: tt.advertiserId } }), expect: { advertiserId: tt.advertiserId, accessToken: tt.accessToken, appId: tt.appId, appSecret: tt.appSecret } },
  { name: 'a heading that names another provider', provider: 'klaviyo', into: 'privateApiKey', text: `# Mailchimp\nAPI_KEY=${mc.apiKey}\n\n# Klaviyo\nPRIVATE_KEY=${kl.privateApiKey}`, expect: { privateApiKey: kl.privateApiKey } },
  { name: 'JSON within JSON', provider: 'twilio', into: 'accountSid', text: JSON.stringify({ SecretString: JSON.stringify({ TWILIO_ACCOUNT_SID: tw.accountSid, TWILIO_AUTH_TOKEN: tw.authToken }) }), expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'JSON that breaks off', provider: 'twilio', into: 'accountSid', text: `{"accountSid": "${tw.accountSid}", "authToken": "${tw.authToken}",`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'curly quotes of a mail', provider: 'klaviyo', into: 'publicApiKey', text: `publicApiKey: “${kl.publicApiKey}”, privateApiKey: “${kl.privateApiKey}”`, expect: { publicApiKey: kl.publicApiKey, privateApiKey: kl.privateApiKey } },
  { name: 'commands of a host', provider: 'twilio', into: 'accountSid', text: `heroku config:set TWILIO_ACCOUNT_SID=${tw.accountSid} TWILIO_AUTH_TOKEN=${tw.authToken}`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'PowerShell', provider: 'twilio', into: 'accountSid', text: `$env:TWILIO_ACCOUNT_SID = "${tw.accountSid}"\r\n$env:TWILIO_AUTH_TOKEN = "${tw.authToken}"`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'a table', provider: 'twilio', into: 'accountSid', text: `| Name | Value |\n|---|---|\n| Account SID | ${tw.accountSid} |\n| Auth Token | ${tw.authToken} |`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'a table of a page', provider: 'twilio', into: 'accountSid', text: `<tr><td>Account SID</td><td>${tw.accountSid}</td></tr>\n<tr><td>Auth Token</td><td>${tw.authToken}</td></tr>`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'a spreadsheet', provider: 'klaviyo', into: 'publicApiKey', text: `Public API key\t${kl.publicApiKey}\nPrivate API key\t${kl.privateApiKey}`, expect: { publicApiKey: kl.publicApiKey, privateApiKey: kl.privateApiKey } },
  { name: 'a number as a link to call it', provider: 'twilio', into: 'phoneNumber', text: `tel:${tw.phoneNumber}`, expect: { phoneNumber: tw.phoneNumber } },
  { name: 'a number to call on a page', provider: 'twilio', into: 'phoneNumber', text: '<a href="tel:+1-500-555-0006">(500) 555-0006</a>', expect: { phoneNumber: tw.phoneNumber } },
  { name: 'settings of .NET', provider: 'twilio', into: 'accountSid', text: `<appSettings>\n  <add key="TwilioAccountSid" value="${tw.accountSid}" />\n  <add key="Twilio:AuthToken" value="${tw.authToken}"/>\n</appSettings>`, expect: { accountSid: tw.accountSid, authToken: tw.authToken } },
  { name: 'settings of .NET, of two providers', provider: 'mailchimp', into: 'apiKey', text: `<add key='SendGridApiKey' value='${foreign.sendgrid}'/><add key='MailchimpApiKey' value='${mc.apiKey}'/>`, expect: { apiKey: mc.apiKey, serverPrefix: 'us21' } },
  { name: 'an ID and no more', provider: 'meta-pixel', into: 'pixelId', text: `ID: ${meta.pixelId}`, expect: { pixelId: meta.pixelId } },
  { name: 'an ID and no more, of an account', provider: 'google-ads', into: 'customerId', text: `ID: ${dashed(ads.customerId)}`, expect: { customerId: ads.customerId } },
  { name: 'an ID that is another field\'s', provider: 'meta-pixel', into: 'accessToken', text: `ID: ${meta.pixelId}`, expect: {} },
  { name: 'an ID of two', provider: 'meta-pixel', into: 'pixelId', text: `ID: ${meta.pixelId}\nID: 4839201756123`, expect: {} },
  { name: 'an address of the Graph API that is no pixel\'s', provider: 'meta-pixel', into: 'pixelId', text: `https://graph.facebook.com/v25.0/${fb.appId}/subscriptions`, expect: {} },
  { name: 'an account beside its app', provider: 'facebook-ads', into: 'adAccountId', text: `account: act_${fb.adAccountId}\napp: ${fb.appId}\n`, expect: { adAccountId: fb.adAccountId, appId: fb.appId } },
  { name: 'a query by itself', provider: 'facebook-ads', into: 'appId', text: `client_id=${fb.appId}&client_secret=${fb.appSecret}&grant_type=client_credentials`, expect: { appId: fb.appId, appSecret: fb.appSecret } },
  { name: 'a query as the body of a request', provider: 'google-ads', into: 'clientId', text: `curl -d "grant_type=refresh_token&client_id=${ads.clientId}&client_secret=${ads.clientSecret}&refresh_token=${encodeURIComponent(ads.refreshToken)}" https://oauth2.googleapis.com/token`, expect: { clientId: ads.clientId, clientSecret: ads.clientSecret, refreshToken: ads.refreshToken } },
];
