import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

/** `00 1 (500) 555-0006` and `+1 500.555.0006` are the same number. */
function bareNumber(value: string): string {
  return withoutBlanks(value).split(/[().\-/–]+/).join('').replace(/^00/, '+');
}

export const credentials = z.object({
  accountSid: field(
    z.string('Enter the Account SID.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!SK)/, { error: 'This is the SID of an API key. The Account SID starts with AC.', abort: true }),
      z.regex(/^(?!(?:MG|VA|PN|SM|US|CA)[0-9a-fA-F]{32}$)/, { error: 'This names a service, number or message.', abort: true }),
      z.regex(/^AC[0-9a-fA-F]{32}$/, 'An Account SID is AC followed by 32 letters a–f and digits.'),
    ),
    {
      label: 'Account SID', secret: false, destination: true, help: 'AC and 32 characters, in the Account Info box.', placeholder: 'AC00000000000000000000000000000000', autoComplete: 'off',
      docsUrl: 'https://www.twilio.com/docs/usage/requests-to-twilio',
    },
  ),
  authToken: field(
    z.string('Enter the Auth Token.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!AC[0-9a-fA-F]{32}$)/, { error: 'This is the Account SID. The Auth Token stands below it.', abort: true }),
      z.regex(/^(?!SK[0-9a-fA-F]{32}$)/, { error: 'This is the SID of an API key.', abort: true }),
      z.regex(/^[!-~]{20,128}$/, 'An Auth Token has at least 20 characters, usually 32. Copy it whole.'),
    ),
    {
      label: 'Auth Token', help: 'Below the Account SID, behind Show.', placeholder: '00000000000000000000000000000000',
      warn: { pattern: '^[0-9a-f]{32}$', message: 'Usually it has 32 letters a–f and digits. Was it copied whole?' },
      docsUrl: 'https://www.twilio.com/docs/iam/api/authtoken',
    },
  ),
  phoneNumber: field(
    z.string('Enter the phone number.').check(z.overwrite(bareNumber), z.regex(/^\+[1-9][0-9]{6,14}$/, 'Write the number with its country code, such as +15005550006.')),
    { label: 'Phone number', secret: false, control: 'text', help: 'Of this account, able to send SMS, with country code.', placeholder: '+15005550006', autoComplete: 'off', docsUrl: 'https://www.twilio.com/docs/glossary/what-e164' },
  ),
});
