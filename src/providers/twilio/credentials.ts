import * as z from 'zod/mini';
import { blank, must, one, when } from '../choices.ts';
import { sidForm } from './sid-form.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

/** `00 1 (500) 555-0006` and `+1 500.555.0006` are the same number. */
function bareNumber(value: string): string {
  return withoutBlanks(value).split(/[().\-/–]+/).join('').replace(/^00/, '+');
}

const withKey = when('signInWith', 'SK', true);
const zeros = '0'.repeat(32);
const sid = (prefix: string) => z.regex(sidForm(prefix), `It is ${prefix} and 32 letters a–f and digits.`);

export const credentials = z.object({
  accountSid: must('', 'Account SID', z.string('Enter the Account SID.').check(
    z.overwrite(bareKey),
    z.regex(/^(?!SK)/, { error: 'This is the SID of an API key. The Account SID starts with AC.', abort: true }),
    z.regex(/^(?!(?:MG|VA|PN|SM|US|CA)[0-9a-fA-F]{32}$)/, { error: 'This names a service, number or message.', abort: true }),
    sid('AC'),
  ), {
    secret: false, destination: true, help: 'In the Account Info box.', placeholder: `AC${zeros}`, autoComplete: 'off',
  }),
  // By the first letters of the SID that signs in, so that a pasted one says it.
  signInWith: one('', 'Sign in with', { AC: 'The Auth Token', SK: 'An API key' }, 'AC', { control: 'radio', secret: false, help: 'Twilio advises a key.' }),
  authToken: blank('', 'Auth Token', z.string().check(
    z.overwrite(bareKey),
    z.regex(/^(?!AC[0-9a-fA-F]{32}$)/, { error: 'This is the Account SID. The Auth Token stands below it.', abort: true }),
    z.regex(/^(?!SK[0-9a-fA-F]{32}$)/, { error: 'This is the SID of an API key.', abort: true }),
    z.regex(/^[!-~]{20,128}$/, 'It usually has 32 characters. Copy it whole.'),
  ), {
    help: 'Below the Account SID, behind Show.', ...when('signInWith', 'AC', true), placeholder: zeros,
    warn: { pattern: '^[0-9a-f]{32}$', message: 'It usually has 32 letters a–f and digits. Copy it whole.' },
    docsUrl: 'https://www.twilio.com/docs/iam/api/authtoken',
  }),
  apiKeySid: blank('', 'API key SID', z.string().check(z.overwrite(bareKey), sid('SK')), { secret: false, help: 'From API keys & tokens.', placeholder: `SK${zeros}`, autoComplete: 'off', ...withKey }),
  apiKeySecret: blank('', 'API key secret', z.string().check(z.overwrite(bareKey), z.regex(/^(?!(?:AC|SK)[0-9a-fA-F]{32}$)[!-~]{20,128}$/, 'It usually has 32 characters. Copy it whole.')), { help: 'Shown only once.', ...withKey }),
  phoneNumber: must('', 'Phone number', z.string('Enter the phone number.').check(z.overwrite(bareNumber), z.regex(/^(?:\+[1-9][0-9]{6,14}|[1-9][0-9]{4,5})$/, 'Write the number with its country code, such as +15005550006.')), {
    secret: false, control: 'text', help: 'With country code, or a short code.', placeholder: '+15005550006', autoComplete: 'off',
  }),
});
