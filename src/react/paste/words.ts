/** The words of a name, in lower case: `TWILIO_AUTH_TOKEN`, `authToken` and `Auth token` all have "auth" and "token". */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Other services' names. In the name of a value they say that it is not this provider's. */
export const brands = words(
  'adobe adroll airtable algolia amazon amplitude apple asana attentive auth0 aws azure bigcommerce bing braintree braze brevo cloudflare cloudinary contentful criteo datadog digitalocean discord docusign dropbox facebook fb firebase gads ga ga4 gcp github gitlab google gtm heap heroku hotjar hubspot instagram intercom iterable jira klarna klaviyo linear linkedin magento mailchimp mailgun mailjet mandrill messagebird meta microsoft mixpanel monday netlify notion omnisend okta openai outbrain paypal pinterest plaid postgres postmark posthog postscript pusher quickbooks recharge reddit redis resend rudderstack salesforce segment sendgrid sendinblue sentry shippo shopify slack snap snapchat spotify square stripe supabase taboola tiktok tt twilio twitter typeform vercel vonage woocommerce wordpress xero yotpo zendesk zoom',
);

/** Products that share a maker's name: what is one's is not the other's. */
export const products = words('ads adwords analytics pixel maps');

/** Words that tell nothing of what a value is. */
export const plain = words(
  'a api auth authorization bearer config const credential credentials data default defaults env environ export get header headers id import integration integrations is key keys let live main my new next os our param params prod process production react run secret secrets service set settings shop store string system the this token u user username value values var vite your',
);

/** Words for values that are not the ones in use. */
export const lesser = words('backup demo deprecated dev development example fallback legacy local old prev previous qa sample sandbox secondary staging test testing tmp');

/** Words that end a name without changing what it names. */
export const endings = words('prod production live main default value id1 1');

/** Words that say a value is secret. */
export const secretWords = words('secret token password passwd pwd private passphrase');
