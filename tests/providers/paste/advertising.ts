import type { Paste } from './corpus.ts';
import { ads, dashed, fb, foreign, meta, other, spaced, tt, ttp } from './values.ts';

const google = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `Google Ads: ${name}`, provider: 'google-ads', into, text, expect, ...more });
const facebook = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `Facebook Ads: ${name}`, provider: 'facebook-ads', into, text, expect, ...more });
const tiktok = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `TikTok Ads: ${name}`, provider: 'tiktok-ads', into, text, expect, ...more });

const clientFile = JSON.stringify({ web: { client_id: ads.clientId, project_id: 'shop-483920', auth_uri: 'https://accounts.google.com/o/oauth2/auth', token_uri: 'https://oauth2.googleapis.com/token', auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs', client_secret: ads.clientSecret, redirect_uris: ['https://shop.example/oauth/callback'] } });

export const advertisingPastes: readonly Paste[] = [
  google('the ID with dashes', 'customerId', dashed(ads.customerId), {}),
  google('the ID with odd dashes', 'customerId', dashed(ads.customerId).replaceAll('-', '\u2011'), {}),
  google('the ID with blanks', 'customerId', `${ads.customerId.slice(0, 3)} ${ads.customerId.slice(3, 6)} ${ads.customerId.slice(6)}`, {}),
  google('the ID in the client ID', 'clientId', dashed(ads.customerId), { customerId: ads.customerId }, { moved: 'move' }),
  google('the file of the client', 'clientId', clientFile, { clientId: ads.clientId, clientSecret: ads.clientSecret }),
  google('the file of the client in the refresh token', 'refreshToken', clientFile, { clientId: ads.clientId, clientSecret: ads.clientSecret }),
  google('google-ads.yaml', 'customerId', `# Credential for accessing Google's OAuth servers.\nclient_id: ${ads.clientId}\nclient_secret: ${ads.clientSecret}\nrefresh_token: ${ads.refreshToken}\ndeveloper_token: ${ads.developerToken}\nlogin_customer_id: ${ads.loginCustomerId}\nuse_proto_plus: True`, { clientId: ads.clientId, clientSecret: ads.clientSecret, refreshToken: ads.refreshToken, developerToken: ads.developerToken, loginCustomerId: ads.loginCustomerId }),
  google('google_ads_php.ini', 'clientId', `[GOOGLE_ADS]\ndeveloperToken = "${ads.developerToken}"\nloginCustomerId = "${dashed(ads.loginCustomerId)}"\n\n[OAUTH2]\nclientId = "${ads.clientId}"\nclientSecret = "${ads.clientSecret}"\nrefreshToken = "${ads.refreshToken}"`, { clientId: ads.clientId, clientSecret: ads.clientSecret, refreshToken: ads.refreshToken, developerToken: ads.developerToken, loginCustomerId: ads.loginCustomerId }),
  google('the answer of the token endpoint', 'refreshToken', JSON.stringify({ access_token: foreign.googleAccess, expires_in: 3599, refresh_token: ads.refreshToken, scope: 'https://www.googleapis.com/auth/adwords', token_type: 'Bearer' }), { refreshToken: ads.refreshToken }),
  google('an access token as refresh token', 'refreshToken', foreign.googleAccess, {}, { says: /access token/ }),
  google('the client secret as refresh token', 'refreshToken', ads.clientSecret, { clientSecret: ads.clientSecret }, { moved: 'move' }),
  google('the refresh token as client secret', 'clientSecret', ads.refreshToken, { refreshToken: ads.refreshToken }, { moved: 'move' }),
  google('the two exchanged', 'clientSecret', ads.refreshToken, { refreshToken: ads.refreshToken }, { moved: 'swap', present: { refreshToken: ads.clientSecret } }),
  google('the client ID as client secret', 'clientSecret', ads.clientId, { clientId: ads.clientId }, { moved: 'move' }),
  google('a conversion ID as customer', 'customerId', foreign.aw, {}, { says: /conversion ID/ }),
  google('a conversion snippet as customer', 'customerId', `gtag('event', 'conversion', {'send_to': '${foreign.aw}/AbCdEfGhIjK'});`, {}, { says: /conversion ID/ }),
  google('a request', 'customerId', `curl --request POST "https://googleads.googleapis.com/v25/customers/${ads.customerId}/googleAds:search" --header "login-customer-id: ${ads.loginCustomerId}" --header "Authorization: Bearer ${foreign.googleAccess}"`, { customerId: ads.customerId, loginCustomerId: ads.loginCustomerId }),
  google('two customers', 'customerId', `Customer ID: ${dashed(ads.customerId)}\nCustomer ID: ${dashed(other.ads.customerId)}`, {}, { several: ['Customer ID'] }),
  google('account and manager with labels', 'customerId', `Customer ID: ${dashed(ads.customerId)}\nManager account ID: ${dashed(ads.loginCustomerId)}`, { customerId: ads.customerId, loginCustomerId: ads.loginCustomerId }),
  google('a time stamp', 'clientId', 'created 1764201600 by ana', {}),
  google('a key of Google Cloud as client secret', 'clientSecret', foreign.googleKey, {}, { says: /API key of Google Cloud/ }),
  google('settings that name Google Analytics beside', 'clientId', `GA4_MEASUREMENT_ID=G-K7P2XQ9RTL\nGOOGLE_ADS_CLIENT_ID=${ads.clientId}\nGOOGLE_ADS_CLIENT_SECRET=${ads.clientSecret}`, { clientId: ads.clientId, clientSecret: ads.clientSecret }),
  google('settings of another provider', 'clientId', `PAYPAL_CLIENT_ID=${other.ads.developerToken}\nPAYPAL_CLIENT_SECRET=${foreign.awsSecret}`, {}),

  facebook('the number', 'adAccountId', fb.adAccountId, {}),
  facebook('the number with act_', 'adAccountId', `act_${fb.adAccountId}`, {}),
  facebook('act_ in the app', 'appId', `act_${fb.adAccountId}`, { adAccountId: fb.adAccountId }, { moved: 'move' }),
  facebook('the address of Ads Manager in the token', 'accessToken', `https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=${fb.adAccountId}&business_id=284756198273645&nav_source=no_referrer`, { adAccountId: fb.adAccountId }),
  facebook('the address of the app', 'appSecret', `https://developers.facebook.com/apps/${fb.appId}/settings/basic/?business_id=284756198273645`, { appId: fb.appId }),
  facebook('the token as secret', 'appSecret', fb.accessToken, { accessToken: fb.accessToken }, { moved: 'move' }),
  facebook('the secret as token', 'accessToken', fb.appSecret, { appSecret: fb.appSecret }, { moved: 'move' }),
  facebook('the app as token, its field still blank', 'accessToken', fb.appId, { appId: fb.appId }, { moved: 'move', present: { adAccountId: fb.adAccountId } }),
  facebook('a number that could be either', 'accessToken', fb.appId, {}),
  facebook('an app token', 'accessToken', foreign.appToken, {}, { says: /app token/ }),
  facebook('the check of a token', 'appId', `https://graph.facebook.com/v26.0/debug_token?input_token=${fb.accessToken}&access_token=${fb.appId}|${fb.appSecret}`, {}),
  facebook('the exchange of a token', 'appId', `https://graph.facebook.com/v26.0/oauth/access_token?grant_type=fb_exchange_token&client_id=${fb.appId}&client_secret=${fb.appSecret}`, { appId: fb.appId, appSecret: fb.appSecret }),
  facebook('a request', 'adAccountId', `curl -G -d "access_token=${fb.accessToken}" https://graph.facebook.com/v26.0/act_${fb.adAccountId}/campaigns`, { adAccountId: fb.adAccountId, accessToken: fb.accessToken }),
  facebook('the SDK', 'accessToken', `const api = bizSdk.FacebookAdsApi.init('${fb.accessToken}');\nconst account = new AdAccount('act_${fb.adAccountId}');`, { accessToken: fb.accessToken, adAccountId: fb.adAccountId }),
  facebook('two accounts', 'adAccountId', JSON.stringify({ data: [{ id: `act_${fb.adAccountId}`, account_id: fb.adAccountId }, { id: `act_${other.fb.adAccountId}`, account_id: other.fb.adAccountId }] }), {}, { several: ['Ad account ID'] }),
  facebook('a pixel beside', 'adAccountId', `META_PIXEL_ID=${meta.pixelId}\nMETA_AD_ACCOUNT=act_${fb.adAccountId}`, { adAccountId: fb.adAccountId }),
  facebook('settings for testing beside the live ones', 'appId', `FB_APP_ID=${fb.appId}\nFB_APP_SECRET=${fb.appSecret}\nFB_TEST_APP_ID=${other.fb.appId}\nFB_TEST_APP_SECRET=${other.fb.appSecret}`, { appId: fb.appId, appSecret: fb.appSecret }),
  facebook('a secret torn apart', 'appId', `App ID: ${fb.appId}\nApp secret: ${spaced(fb.appSecret)}`, { appId: fb.appId, appSecret: fb.appSecret }),
  facebook('Slack in the token', 'accessToken', foreign.slack, {}, { says: /token of Slack/ }),

  tiktok('the number', 'advertiserId', tt.advertiserId, {}),
  tiktok('the token', 'accessToken', tt.accessToken, {}),
  tiktok('a token that may be the secret as well', 'advertiserId', tt.accessToken, {}),
  tiktok('a token, the secret being there', 'advertiserId', tt.accessToken, { accessToken: tt.accessToken }, { moved: 'move', present: { appSecret: tt.appSecret } }),
  tiktok('a pixel as advertiser', 'advertiserId', ttp.pixelCode, {}, { says: /pixel ID/ }),
  tiktok('the address of Ads Manager', 'appId', `https://ads.tiktok.com/i18n/perf/campaign?aadvid=${tt.advertiserId}&keyword=shop`, { advertiserId: tt.advertiserId }),
  tiktok('a request', 'advertiserId', `curl --location 'https://business-api.tiktok.com/open_api/v1.3/oauth2/advertiser/get/?app_id=${tt.appId}&secret=${tt.appSecret}' --header 'Access-Token: ${tt.accessToken}'`, { appId: tt.appId, appSecret: tt.appSecret, accessToken: tt.accessToken }),
  tiktok('the answer of the token endpoint', 'accessToken', JSON.stringify({ code: 0, message: 'OK', request_id: '20261127051234AB', data: { access_token: tt.accessToken, advertiser_ids: [tt.advertiserId], scope: [4, 2, 3] } }), { advertiserId: tt.advertiserId, accessToken: tt.accessToken }),
  tiktok('the answer with two accounts', 'accessToken', JSON.stringify({ data: { access_token: tt.accessToken, advertiser_ids: [tt.advertiserId, other.tt.advertiserId] } }), { accessToken: tt.accessToken }, { several: ['Advertiser ID'] }),
  tiktok('the page of the app', 'appId', `Basic information\nApp name: Shop\nApp ID: ${tt.appId}\nSecret: ${tt.appSecret}\nStatus: Live`, { appId: tt.appId, appSecret: tt.appSecret }),
  tiktok('Python', 'accessToken', `ACCESS_TOKEN = "${tt.accessToken}"\nADVERTISER_ID = "${tt.advertiserId}"\nPATH = "/open_api/v1.3/campaign/get/"`, { accessToken: tt.accessToken, advertiserId: tt.advertiserId }),
  tiktok('settings of Meta', 'accessToken', `META_ACCESS_TOKEN=${fb.accessToken}\nMETA_APP_SECRET=${fb.appSecret}`, {}),
  tiktok('a token of Meta', 'accessToken', fb.accessToken, {}, { says: /access token of Meta/ }),
];
