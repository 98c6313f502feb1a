import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

const docsUrl = 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events';

/** The ID itself, also out of a pasted `gtag('config', '…')`. */
function bareMeasurementId(value: string): string {
  const text = withoutBlanks(value).slice(0, 20_000);
  return (/gtag\(['"]config['"],['"](G-[A-Za-z0-9]{4,20})['"]/.exec(text)?.[1] ?? bareKey(value)).replace(/^g-/, 'G-');
}

export const credentials = z.object({
  measurementId: field(
    z.string('Enter the Measurement ID.').check(
      z.overwrite(bareMeasurementId),
      z.regex(/^(?![Uu][Aa]-)/, { error: 'This is an ID of Universal Analytics, which Google has switched off. Create a GA4 property and copy its Measurement ID, which starts with G-.', abort: true }),
      z.regex(/^(?!(?:GT|AW|GTM|DC)-)/, { error: 'This is the ID of a Google tag, of Google Ads or of Tag Manager. The Measurement ID starts with G-.', abort: true }),
      z.regex(/^(?![0-9]+$)/, { error: 'This is the number of a stream or property. The Measurement ID starts with G- and stands in the details of the web stream.', abort: true }),
      z.regex(/^G-[A-Z0-9]{4,20}$/, 'A Measurement ID is G- followed by capital letters and digits, such as G-XXXXXXXXXX.'),
    ),
    { label: 'Measurement ID', secret: false, destination: true, help: 'Starts with G-, in the details of your web data stream.', placeholder: 'G-XXXXXXXXXX', autoComplete: 'off', warn: { pattern: '^G-[A-Z0-9]{10}$', message: 'Measurement IDs usually have 10 characters after G-. Check that it was copied whole.' }, docsUrl },
  ),
  apiSecret: field(
    z.string('Enter the API secret.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!G-[A-Z0-9]{4,20}$)/, { error: 'This is the Measurement ID. The API secret stands under Measurement Protocol API secrets.', abort: true }),
      z.regex(/^[!-~]{10,100}$/, 'An API secret has 10 to 100 characters, usually 22. Copy it whole.'),
    ),
    { label: 'API secret', help: 'From the same stream, under Measurement Protocol API secrets.', placeholder: 'xxxxxxxxxxxxxxxxxxxxxx', warn: { pattern: '^[A-Za-z0-9_-]{22}$', message: 'API secrets usually have 22 letters, digits, - and _. Check that it was copied whole: Google cannot confirm it.' }, docsUrl },
  ),
  propertyId: field(
    z.optional(z.string('Write the ID as text.').check(z.overwrite((value) => bareKey(value).replace(/^properties\//, '')), z.regex(/^[0-9]{6,12}$/, 'A property ID has only digits. It stands under Admin, Property details.'))),
    { label: 'Property ID', secret: false, help: 'Only for settings that Google keeps itself, such as retention: under Admin, Property details.', placeholder: '000000000', autoComplete: 'off' },
  ),
});
