import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

const docsUrl = 'https://mailchimp.com/help/about-api-keys/';

/** The server prefix a key ends in (`…-us21` → `us21`), or null. */
export function prefixOfKey(key: string): string | null {
  return /^[0-9a-f]{32}-([a-z]{2,4}[0-9]{1,3})$/.exec(key)?.[1] ?? null;
}

/** A prefix as typed, or cut out of a pasted address such as https://us21.admin.mailchimp.com/. */
export function barePrefix(value: string): string {
  const text = withoutBlanks(value).toLowerCase();
  return /^(?:https:\/\/)?([a-z]{2,4}[0-9]{1,3})\.(?:admin|api)\.mailchimp\.com(?:\/.*)?$/.exec(text)?.[1] ?? text;
}

export const credentials = z
  .object({
    apiKey: field(
      z.string('Enter the API key.').check(
        z.overwrite(bareKey),
        z.regex(/^(?!md-)/, { error: 'This is a key of Mailchimp Transactional.', abort: true }),
        z.regex(/^(?![0-9a-f]{32}$)/, { error: 'The end of the key is missing, such as -us21. Copy it whole.', abort: true }),
        z.regex(/^[0-9a-f]{32}-[a-z]{2,4}[0-9]{1,3}$/, 'An API key is 32 letters a–f and digits, then a server prefix such as -us21.'),
      ),
      { label: 'API key', help: 'Ends in your server prefix. Shown whole only once.', placeholder: '00000000000000000000000000000000-us21', docsUrl },
    ),
    // The prefix becomes part of a host name: this pattern is what keeps a key from being sent elsewhere.
    serverPrefix: field(
      z.optional(z.string('Write the prefix as text, such as us21.').check(z.overwrite(barePrefix), z.regex(/^[a-z]{2,4}[0-9]{1,3}$/, 'A server prefix is a few letters and a number, such as us21.'))),
      { label: 'Server prefix', secret: false, destination: true, help: 'Taken from the end of the key when left blank.', placeholder: 'us21', autoComplete: 'off' },
    ),
  })
  .check(
    z.check((payload) => {
      const { apiKey, serverPrefix } = payload.value;
      const says = prefixOfKey(apiKey);
      if (says && serverPrefix && says !== serverPrefix) {
        payload.issues.push({ code: 'custom', input: serverPrefix, path: ['serverPrefix'], message: `Key says ${says}. Use that.` });
      }
    }),
  );
