interface Kind {
  pattern: RegExp;
  /** What it is, to go on "This is …". */
  name: string;
}

/** Keys of known products, told by how they begin. None of the patterns repeats in more than one way, so each takes linear time. */
const kinds: readonly Kind[] = [
  { pattern: /^pk_(?:live|test)_/, name: 'a publishable key of Stripe' },
  { pattern: /^(?:sk|rk)_(?:live|test)_/, name: 'a secret key of Stripe' },
  { pattern: /^whsec_/, name: 'the signing secret of a webhook' },
  { pattern: /^(?:AKIA|ASIA)[A-Z0-9]{16}$/, name: 'an access key of AWS' },
  { pattern: /^(?:ghp|gho|ghs)_|^github_pat_/, name: 'a token of GitHub' },
  { pattern: /^glpat-/, name: 'a token of GitLab' },
  { pattern: /^xox[abprs]-/, name: 'a token of Slack' },
  { pattern: /^SG\.[\w-]{10}/, name: 'a key of SendGrid' },
  { pattern: /^key-[0-9a-f]{32}$/, name: 'a key of Mailgun' },
  { pattern: /^xkeysib-/, name: 'a key of Brevo' },
  { pattern: /^re_[A-Za-z0-9_]{20}/, name: 'a key of Resend' },
  { pattern: /^shp(?:at|ca|pa|ss)_/, name: 'a token of Shopify' },
  { pattern: /^sk-[A-Za-z0-9_-]{20}/, name: 'a key of OpenAI' },
  { pattern: /^phc_/, name: 'a key of PostHog' },
  { pattern: /^AIza[\w-]{35}$/, name: 'an API key of Google Cloud' },
  { pattern: /^ya29\./, name: 'an access token of Google, which ends within an hour' },
  { pattern: /^1\/\/[\w-]{20}/, name: 'a refresh token of Google' },
  { pattern: /^GOCSPX-/, name: 'a client secret of Google' },
  { pattern: /^[0-9]+-[a-z0-9]+\.apps\.googleusercontent\.com$/, name: 'a client ID of Google' },
  { pattern: /^UA-[0-9]{4,10}-[0-9]{1,4}$/, name: 'an ID of Universal Analytics, which Google has switched off' },
  { pattern: /^GTM-[A-Z0-9]{4,10}$/, name: 'a container of Google Tag Manager' },
  { pattern: /^AW-[0-9]{6,12}(?:$|\/)/, name: 'a conversion ID of Google Ads' },
  { pattern: /^GT-[A-Z0-9]{5,12}$/, name: 'the ID of a Google tag' },
  { pattern: /^G-[A-Z0-9]{8,12}$/, name: 'a Measurement ID of Google Analytics' },
  { pattern: /^EAA[A-Za-z0-9]{20}/, name: 'an access token of Meta' },
  { pattern: /^act_[0-9]{5,20}$/, name: 'an ad account of Meta' },
  { pattern: /^[0-9]{13,18}\|[\w-]{20}/, name: 'an app token of Meta' },
  { pattern: /^AC[0-9a-fA-F]{32}$/, name: 'an Account SID of Twilio' },
  { pattern: /^SK[0-9a-fA-F]{32}$/, name: 'the SID of an API key of Twilio' },
  { pattern: /^(?:MG|VA|PN|SM|MM)[0-9a-fA-F]{32}$/, name: 'an ID of something in Twilio' },
  { pattern: /^md-[\w-]{10}/, name: 'a key of Mailchimp Transactional' },
  { pattern: /^[0-9a-f]{32}-[a-z]{2,4}[0-9]{1,3}$/, name: 'an API key of Mailchimp' },
  { pattern: /^pk_[A-Za-z0-9]{34}$/, name: 'a private API key of Klaviyo' },
  { pattern: /^eyJ[\w-]{10,}\.[\w-]+\./, name: 'a signed token (JWT)' },
  { pattern: /^-----BEGIN/, name: 'a key or certificate file' },
];

/** What a value is known to be, for a sentence that begins "This is". */
export function kindOf(value: string): string | undefined {
  return kinds.find(({ pattern }) => pattern.test(value))?.name;
}
