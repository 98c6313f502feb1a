import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey } from '../paste.ts';

const docsUrl = 'https://developers.klaviyo.com/en/docs/retrieve_api_credentials';

export const credentials = z.object({
  publicApiKey: field(
    z.string('Enter the public API key.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!pk_)/, { error: 'This is the private key. The public key has 6 letters and digits.', abort: true }),
      z.regex(/^[A-Za-z0-9]{6}$/, 'The public key has exactly 6 letters and digits.'),
    ),
    { label: 'Public API key (site ID)', secret: false, help: '6 letters and digits. No secret.', placeholder: 'XXXXXX', autoComplete: 'off', docsUrl },
  ),
  privateApiKey: field(
    z.string('Enter the private API key.').check(
      z.overwrite((value) => bareKey(value).replace(/^Klaviyo-API-Key/, '')),
      z.regex(/^(?!pk_(?:live|test)_)/, { error: 'This is a Stripe key.', abort: true }),
      z.regex(/^(?![A-Za-z0-9]{6}$)/, { error: 'This is the public key. A private key starts with pk_.', abort: true }),
      z.regex(/^pk_[A-Za-z0-9_]{20,200}$/, 'A private key is pk_ followed by 20 to 200 letters and digits. Copy it whole.'),
    ),
    {
      label: 'Private API key',
      help: 'Starts with pk_. Shown only once.',
      placeholder: 'pk_0000000000000000000000000000000000',
      warn: { pattern: '^pk_[A-Za-z0-9]{34}$', message: 'Usually 34 characters follow pk_.' },
      docsUrl,
    },
  ),
});
