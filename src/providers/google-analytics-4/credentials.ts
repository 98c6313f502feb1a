import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

const docsUrl = 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events';

/** The ID itself, also out of a pasted `gtag('config', '…')`. */
function bareMeasurementId(value: string): string {
  const text = withoutBlanks(value).slice(0, 20_000);
  return (/gtag\(['"]config['"],['"](G-[A-Za-z0-9]{4,20})['"]/.exec(text)?.[1] ?? bareKey(value)).replace(/^g-/, 'G-');
}

/** Google keeps goals, audiences and retention itself, and lets them be set only by somebody who signs in. */
const section = 'Settings kept by Google';
const part = (form: RegExp) => z.optional(z.string().check(z.overwrite(bareKey), z.regex(form, 'This has another form. Copy it whole from Google Cloud.')));
const parts = ['propertyId', 'clientId', 'clientSecret', 'refreshToken'] as const;

export const credentials = z
  .object({
    measurementId: field(
      z.string('Enter the Measurement ID.').check(
        z.overwrite(bareMeasurementId),
        z.regex(/^(?![Uu][Aa]-)/, { error: 'This is an ID of Universal Analytics, which Google has switched off. Copy the Measurement ID of a GA4 property.', abort: true }),
        z.regex(/^(?!(?:GT|AW|GTM|DC)-)/, { error: 'This is the ID of a Google tag, of Google Ads or of Tag Manager. The Measurement ID starts with G-.', abort: true }),
        z.regex(/^(?![0-9]+$)/, { error: 'This is the number of a stream or property. The Measurement ID starts with G-.', abort: true }),
        z.regex(/^G-[A-Z0-9]{4,20}$/, 'A Measurement ID is G- followed by capital letters and digits, such as G-XXXXXXXXXX.'),
      ),
      { label: 'Measurement ID', secret: false, destination: true, help: 'Starts with G-, in the details of your web data stream.', placeholder: 'G-XXXXXXXXXX', autoComplete: 'off', warn: { pattern: '^G-[A-Z0-9]{10}$', message: 'A Measurement ID usually has 10 characters after G-. Copy it whole.' }, docsUrl },
    ),
    apiSecret: field(
      z.string('Enter the API secret.').check(
        z.overwrite(bareKey),
        z.regex(/^(?!G-[A-Z0-9]{4,20}$)/, { error: 'This is the Measurement ID. The API secret stands further down.', abort: true }),
        z.regex(/^[!-~]{10,100}$/, 'An API secret has 10 to 100 characters, usually 22. Copy it whole.'),
      ),
      { label: 'API secret', help: 'From the same stream, under Measurement Protocol API secrets.', placeholder: 'xxxxxxxxxxxxxxxxxxxxxx', warn: { pattern: '^[A-Za-z0-9_-]{22}$', message: 'An API secret usually has 22 letters, digits, - and _. Copy it whole.' }, docsUrl },
    ),
    propertyId: field(
      z.optional(z.string().check(z.overwrite((value) => bareKey(value).replace(/^properties\//, '')), z.regex(/^(?!G-)/, { error: 'This is the Measurement ID. The property ID has only digits.', abort: true }), z.regex(/^[0-9]{6,12}$/, 'A property ID has only digits.'))),
      { label: 'Property ID', section, secret: false, help: 'Under Admin, Property details.', placeholder: '000000000', autoComplete: 'off' },
    ),
    clientId: field(part(/^[A-Za-z0-9._-]{10,200}$/), { label: 'Client ID', section, secret: false, help: 'Of your OAuth client in Google Cloud.', autoComplete: 'off', warn: { pattern: 'googleusercontent\\.com$', message: 'A client ID usually ends in .apps.googleusercontent.com. Copy it whole.' } }),
    clientSecret: field(part(/^(?!1\/\/)[!-~]{10,100}$/), { label: 'Client secret', section, help: 'Beside the client ID.' }),
    refreshToken: field(part(/^(?!ya29\.)[!-~]{20,1024}$/), { label: 'Refresh token', section, help: 'Made with this client and the scope analytics.edit.', warn: { pattern: '^1//', message: 'A refresh token usually starts with 1//. Copy it whole.' } }),
  })
  .check(
    z.check(({ value, issues }) => {
      for (const key of parts) {
        if (!value[key] && parts.some((part) => value[part])) issues.push({ code: 'custom', input: undefined, path: [key], message: 'Fill in all four, or none.' });
      }
    }),
  );
