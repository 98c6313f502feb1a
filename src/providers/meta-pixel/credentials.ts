import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { metaToken } from '../meta-token.ts';
import { bareKey, withoutBlanks } from '../paste.ts';

const docsUrl = 'https://developers.facebook.com/docs/marketing-api/conversions-api/get-started';

/** The number itself, also out of a pasted `fbq('init', '…')`. */
function barePixelId(value: string): string {
  return /fbq\(['"]init['"],['"]([0-9]{10,20})['"]/.exec(withoutBlanks(value).slice(0, 20_000))?.[1] ?? bareKey(value);
}

/** A code under which events are shown in the tab Test events, and counted nowhere. */
export const testCode = () => z.optional(z.string('Write the code as text.').check(z.overwrite(bareKey), z.regex(/^[A-Za-z0-9_-]{3,64}$/, 'A test code has letters and digits, such as TEST00000.')));

export const credentials = z.object({
  pixelId: field(
    z.string('Enter the pixel ID.').check(
      z.overwrite(barePixelId),
      z.regex(/^(?!act_)/, { error: 'This is an ad account. The pixel ID stands under the pixel’s name in Events Manager.', abort: true }),
      z.regex(/^(?!EAA)/, { error: 'This is the access token. The pixel ID is a number.', abort: true }),
      z.regex(/^[0-9]{10,20}$/, 'A pixel ID has only digits, usually 15 or 16. It stands under the pixel’s name in Events Manager.'),
    ),
    { label: 'Pixel ID', secret: false, destination: true, help: 'The number under the pixel’s name. A dataset ID is the same.', placeholder: '000000000000000', autoComplete: 'off', warn: { pattern: '^[0-9]{15,16}$', message: 'Pixel IDs usually have 15 or 16 digits. Check that it is not the number of a page or business.' }, docsUrl },
  ),
  accessToken: field(metaToken(), { label: 'Access token', help: 'From the pixel’s settings, or of a system user. Meta shows it only once.', placeholder: 'EAAexampletokennotreal', docsUrl }),
  testEventCode: field(
    testCode(),
    { label: 'Test event code', secret: false, help: 'From the tab Test events. It lets us prove that events arrive; live events never carry it.', placeholder: 'TEST00000', autoComplete: 'off', warn: { pattern: '^TEST[0-9]{1,10}$', message: 'Test codes usually look like TEST12345.' } },
  ),
});
