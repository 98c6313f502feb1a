import type { Paste } from './corpus.ts';
import { foreign, ga, meta, other, spaced, ttp } from './values.ts';

const ga4 = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `GA4: ${name}`, provider: 'google-analytics-4', into, text, expect, ...more });
const pixel = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `Meta Pixel: ${name}`, provider: 'meta-pixel', into, text, expect, ...more });
const tiktok = (name: string, into: string, text: string, expect: Paste['expect'], more: Partial<Paste> = {}): Paste => ({ name: `TikTok Pixel: ${name}`, provider: 'tiktok-pixel', into, text, expect, ...more });

const gtag = `<!-- Google tag (gtag.js) -->
<script async src="https://www.googletagmanager.com/gtag/js?id=${ga.measurementId}"></script>
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date());

  gtag('config', '${ga.measurementId}');
</script>`;

const fbq = `<!-- Meta Pixel Code -->
<script>
!function(f,b,e,v,n,t,s)
{if(f.fbq)return;n=f.fbq=function(){n.callMethod?
n.callMethod.apply(n,arguments):n.queue.push(arguments)};
if(!f._fbq)f._fbq=n;n.push=n;n.loaded=!0;n.version='2.0';
n.queue=[];t=b.createElement(e);t.async=!0;
t.src=v;s=b.getElementsByTagName(e)[0];
s.parentNode.insertBefore(t,s)}(window, document,'script',
'https://connect.facebook.net/en_US/fbevents.js');
fbq('init', '${meta.pixelId}');
fbq('track', 'PageView');
</script>
<noscript><img height="1" width="1" style="display:none"
src="https://www.facebook.com/tr?id=${meta.pixelId}&ev=PageView&noscript=1"
/></noscript>
<!-- End Meta Pixel Code -->`;

const ttq = `<script>
!function (w, d, t) {
  w.TiktokAnalyticsObject=t;var ttq=w[t]=w[t]||[];ttq.methods=["page","track","identify"],ttq.setAndDefer=function(t,e){t[e]=function(){t.push([e].concat(Array.prototype.slice.call(arguments,0)))}};
  ttq.load=function(e,n){var r="https://analytics.tiktok.com/i18n/pixel/events.js";ttq._i=ttq._i||{},ttq._i[e]=[],n=document.createElement("script"),n.src=r+"?sdkid="+e+"&lib="+t};
  ttq.load('${ttp.pixelCode}');
  ttq.page();
}(window, document, 'ttq');
</script>`;

export const analyticsPastes: readonly Paste[] = [
  ga4('the ID alone', 'measurementId', ga.measurementId, {}),
  ga4('the ID with blanks and a zero-width character', 'measurementId', ` ${ga.measurementId}\u200b \n`, {}),
  ga4('the secret in the ID', 'measurementId', ga.apiSecret, { apiSecret: ga.apiSecret }, { moved: 'move' }),
  ga4('the ID in the secret', 'apiSecret', ga.measurementId, { measurementId: ga.measurementId }, { moved: 'move' }),
  ga4('the ID in the secret, the secret in the ID', 'apiSecret', ga.measurementId, { measurementId: ga.measurementId }, { moved: 'swap', present: { measurementId: ga.apiSecret } }),
  ga4('the whole tag in the ID', 'measurementId', gtag, { measurementId: ga.measurementId }),
  ga4('the whole tag in the secret', 'apiSecret', gtag, { measurementId: ga.measurementId }),
  ga4('one line of the tag in the secret', 'apiSecret', `gtag('config', '${ga.measurementId}');`, { measurementId: ga.measurementId }),
  ga4('a request of the Measurement Protocol', 'measurementId', `https://www.google-analytics.com/mp/collect?measurement_id=${ga.measurementId}&api_secret=${ga.apiSecret}`, { measurementId: ga.measurementId, apiSecret: ga.apiSecret }),
  ga4('a command', 'apiSecret', `curl -X POST 'https://region1.google-analytics.com/debug/mp/collect?measurement_id=${ga.measurementId}&api_secret=${ga.apiSecret}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"client_id":"555.1700000000","events":[{"name":"test"}]}'`, { measurementId: ga.measurementId, apiSecret: ga.apiSecret }),
  ga4('the address of a property', 'propertyId', `https://analytics.google.com/analytics/web/#/a184736251p${ga.propertyId}/admin/streams/table/`, { propertyId: ga.propertyId }),
  ga4('Universal Analytics in the ID', 'measurementId', foreign.ua, {}, { says: /Universal Analytics/ }),
  ga4('an old tag', 'measurementId', `ga('create', '${foreign.ua}', 'auto');\nga('send', 'pageview');`, {}, { says: /Universal Analytics/ }),
  ga4('a container in the ID', 'measurementId', foreign.gtm, {}, { says: /Tag Manager/ }),
  ga4('a conversion ID in the ID', 'measurementId', foreign.aw, {}, { says: /Google Ads/ }),
  ga4('a Google tag in the ID', 'measurementId', foreign.gt, {}, { says: /Google tag/ }),
  ga4('two tags of which one is ours', 'measurementId', `gtag('config', '${foreign.aw}');\ngtag('config', '${ga.measurementId}');`, { measurementId: ga.measurementId }),
  ga4('two properties', 'measurementId', `gtag('config', '${ga.measurementId}');\ngtag('config', '${other.ga.measurementId}');`, {}, { several: ['Measurement ID'] }),
  ga4('the number of a stream', 'measurementId', '4839201756', {}, { says: /number of a stream or property/ }),
  ga4('a property ID in its field', 'propertyId', `properties/${ga.propertyId}`, {}),
  ga4('details of a stream', 'measurementId', `STREAM NAME\nShop\nSTREAM URL\nhttps://shop.example\nSTREAM ID\n4839201756\nMEASUREMENT ID\n${ga.measurementId}`, { measurementId: ga.measurementId }),
  ga4('Stripe in the secret', 'apiSecret', foreign.stripeSecret, {}, { says: /secret key of Stripe/ }),

  pixel('the number alone', 'pixelId', meta.pixelId, {}),
  pixel('the token alone', 'accessToken', meta.accessToken, {}),
  pixel('the token as a header', 'accessToken', `Authorization: Bearer ${meta.accessToken}`, { accessToken: meta.accessToken }),
  pixel('the token with Bearer in its field', 'accessToken', `Bearer ${meta.accessToken}`, {}),
  pixel('the token in the number', 'pixelId', meta.accessToken, { accessToken: meta.accessToken }, { moved: 'move' }),
  pixel('the number in the token', 'accessToken', meta.pixelId, { pixelId: meta.pixelId }, { moved: 'move' }),
  pixel('the two exchanged', 'accessToken', meta.pixelId, { pixelId: meta.pixelId }, { moved: 'swap', present: { pixelId: meta.accessToken } }),
  pixel('the whole snippet', 'pixelId', fbq, { pixelId: meta.pixelId }),
  pixel('the whole snippet in the token', 'accessToken', fbq, { pixelId: meta.pixelId }),
  pixel('an ad account in the number', 'pixelId', `act_${other.fb.adAccountId}`, {}, { says: /ad account/ }),
  pixel('a request', 'pixelId', `curl -i -X POST \\\n "https://graph.facebook.com/v26.0/${meta.pixelId}/events?access_token=${meta.accessToken}" \\\n -d '{"data":[]}'`, { pixelId: meta.pixelId, accessToken: meta.accessToken }),
  pixel('the address of Events Manager', 'pixelId', `https://business.facebook.com/events_manager2/list/dataset/${meta.pixelId}/overview?business_id=284756198273645&global_scope_id=284756198273645`, { pixelId: meta.pixelId }),
  pixel('the address of an older Events Manager', 'accessToken', `https://www.facebook.com/events_manager2/list/pixel/${meta.pixelId}/settings?act=5647382910`, { pixelId: meta.pixelId }),
  pixel('settings with an app beside', 'pixelId', `FB_APP_ID=${other.fb.appId}\nFB_APP_SECRET=${other.fb.appSecret}\nFB_PIXEL_ID=${meta.pixelId}\nFB_CAPI_TOKEN=${meta.accessToken}`, { pixelId: meta.pixelId, accessToken: meta.accessToken }),
  pixel('settings of TikTok and Meta', 'pixelId', `TIKTOK_ACCESS_TOKEN=${ttp.accessToken}\nMETA_ACCESS_TOKEN=${meta.accessToken}\nTIKTOK_PIXEL_ID=${ttp.pixelCode}\nMETA_PIXEL_ID=${meta.pixelId}`, { pixelId: meta.pixelId, accessToken: meta.accessToken }),
  pixel('only an app', 'pixelId', `FACEBOOK_APP_ID=${other.fb.appId}\nFACEBOOK_APP_SECRET=${other.fb.appSecret}`, {}),
  pixel('an app token in the token', 'accessToken', foreign.appToken, {}, { says: /app token/ }),
  pixel('two pixels', 'pixelId', `fbq('init', '${meta.pixelId}');\nfbq('init', '${other.meta.pixelId}');`, {}, { several: ['Pixel ID'] }),
  pixel('a test code with words', 'testEventCode', `Test event code: ${meta.testEventCode}`, { testEventCode: meta.testEventCode }),
  pixel('placeholders', 'pixelId', 'FB_PIXEL_ID=YOUR_PIXEL_ID\nFB_ACCESS_TOKEN=<your access token>', {}),
  pixel('a commented-out token', 'accessToken', `# FB_ACCESS_TOKEN=${other.meta.accessToken}\nFB_ACCESS_TOKEN=${meta.accessToken}`, { accessToken: meta.accessToken }),
  pixel('a token of Google in the token', 'accessToken', foreign.googleAccess, {}, { says: /access token of Google/ }),

  tiktok('the code alone', 'pixelCode', ttp.pixelCode, {}),
  tiktok('the token alone', 'accessToken', ttp.accessToken, {}),
  tiktok('the token in the code, which takes such letters too', 'pixelCode', ttp.accessToken, { accessToken: ttp.accessToken }, { moved: 'move' }),
  tiktok('the code in the token, which takes such letters too', 'accessToken', ttp.pixelCode, { pixelCode: ttp.pixelCode }, { moved: 'move' }),
  tiktok('the two exchanged', 'pixelCode', ttp.accessToken, { accessToken: ttp.accessToken }, { moved: 'swap', present: { accessToken: ttp.pixelCode } }),
  tiktok('the whole snippet', 'pixelCode', ttq, { pixelCode: ttp.pixelCode }),
  tiktok('one line of the snippet in the token', 'accessToken', `ttq.load('${ttp.pixelCode}');`, { pixelCode: ttp.pixelCode }),
  tiktok('the number of an account in the code', 'pixelCode', ttp.advertiserId, { advertiserId: ttp.advertiserId }, { moved: 'move' }),
  tiktok('a request', 'pixelCode', `curl -X POST 'https://business-api.tiktok.com/open_api/v1.3/event/track/' --header 'Access-Token: ${ttp.accessToken}' --header 'Content-Type: application/json' --data '{"event_source":"web","event_source_id":"${ttp.pixelCode}","data":[]}'`, { pixelCode: ttp.pixelCode, accessToken: ttp.accessToken }),
  tiktok('the address of Events Manager', 'advertiserId', `https://ads.tiktok.com/i18n/events_manager/home?aadvid=${ttp.advertiserId}`, { advertiserId: ttp.advertiserId }),
  tiktok('the address of the script', 'pixelCode', `https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=${ttp.pixelCode}&lib=ttq`, { pixelCode: ttp.pixelCode }),
  tiktok('a token torn apart', 'pixelCode', `Pixel ID: ${ttp.pixelCode}\nAccess token: ${spaced(ttp.accessToken, 10)}`, { pixelCode: ttp.pixelCode, accessToken: ttp.accessToken }),
  tiktok('a key of AWS in the code', 'pixelCode', foreign.awsId, {}, { says: /AWS/ }),
  tiktok('an unknown secret', 'pixelCode', `TIKTOK_CLIENT_SECRET=${other.tt.appSecret}`, {}),
  tiktok('a test code in the code', 'pixelCode', ttp.testEventCode, { testEventCode: ttp.testEventCode }, { moved: 'move' }),
];
