import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

const clients = 'https://console.cloud.google.com/apis/credentials';

/** `123-456-7890` and `1234567890` are the same account (UX-36). */
const bareCustomer = (value: string) => withoutBlanks(value).split(/[-\u2010-\u2015]+/).join('');

const customer = (missing?: string) =>
  z.string(missing).check(
    z.overwrite(bareCustomer),
    z.regex(/^(?![Aa][Ww])/, { error: 'This is a conversion ID. The customer ID has ten digits.', abort: true }),
    z.regex(/^[0-9]{10}$/, 'A customer ID has ten digits, such as 123-456-7890.'),
  );

export const credentials = z
  .object({
    customerId: field(customer('Enter the customer ID.'), { label: 'Customer ID', secret: false, destination: true, help: 'Ten digits at the top of Google Ads, such as 123-456-7890.', placeholder: '000-000-0000', autoComplete: 'off', docsUrl: 'https://support.google.com/google-ads/answer/1704344' }),
    loginCustomerId: field(z.optional(customer()), { label: 'Manager account', secret: false, help: 'Only where you reach the account through one: its customer ID.', placeholder: '000-000-0000', autoComplete: 'off' }),
    clientId: field(
      z.string('Enter the client ID.').check(z.overwrite(bareKey), z.regex(/^[A-Za-z0-9._-]{10,200}$/, 'A client ID ends in .apps.googleusercontent.com. Copy it whole.')),
      { label: 'Client ID', secret: false, help: 'Of your OAuth client in Google Cloud.', placeholder: '000000000000-example.apps.googleusercontent.com', autoComplete: 'off', warn: { pattern: '^[0-9]+-[a-z0-9]+\\.apps\\.googleusercontent\\.com$', message: 'A client ID usually ends in .apps.googleusercontent.com. Copy it whole.' }, docsUrl: clients },
    ),
    clientSecret: field(
      z.string('Enter the client secret.').check(
        z.overwrite(bareKey),
        z.regex(/^(?!1\/\/)/, { error: 'This is a refresh token. The client secret stands beside the client ID.', abort: true }),
        z.regex(/^[!-~]{10,100}$/, 'A client secret has 10 to 100 characters. Copy it whole.'),
      ),
      { label: 'Client secret', help: 'Beside the client ID.', placeholder: 'GOCSPX-example-not-a-real-secret', warn: { pattern: '^GOCSPX-', message: 'A client secret usually starts with GOCSPX-. Copy it whole.' }, docsUrl: clients },
    ),
    refreshToken: field(
      z.string('Enter the refresh token.').check(
        z.overwrite(bareKey),
        z.regex(/^(?!ya29\.)/, { error: 'This is an access token. The refresh token starts with 1//.', abort: true }),
        z.regex(/^[!-~]{20,1024}$/, 'A refresh token has 20 to 1024 characters. Copy it whole.'),
      ),
      { label: 'Refresh token', help: 'Made with this client by a user of the account.', placeholder: '1//example-not-a-real-refresh-token', warn: { pattern: '^1//', message: 'A refresh token usually starts with 1//. Copy it whole.' } },
    ),
    developerToken: field(
      z.optional(z.string().check(z.overwrite(bareKey), z.regex(/^[A-Za-z0-9_-]{22}$/, 'A developer token has 22 letters and digits. You may leave it out.'))),
      { label: 'Developer token', help: 'Not needed since September 2026. Sent only if you enter it.', placeholder: 'XXXXXXXXXXXXXXXXXXXXXX' },
    ),
  })
  .check(
    z.check(({ value, issues }) => {
      if (value.loginCustomerId === value.customerId) issues.push({ code: 'custom', input: value.loginCustomerId, path: ['loginCustomerId'], message: 'This is the same account. Leave it out, or enter its manager.' });
    }),
  );
