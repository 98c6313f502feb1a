import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey, withoutBlanks } from '../paste.ts';
import { tiktokToken, usualTikTokToken } from '../tiktok-token.ts';

const docsUrl = 'https://ads.tiktok.com/help/article/events-api';

/** The code itself, also out of a pasted `ttq.load('…')`. */
function barePixelCode(value: string): string {
  return /ttq\.load\(['"]([A-Za-z0-9]{8,40})['"]/.exec(withoutBlanks(value).slice(0, 20_000))?.[1] ?? bareKey(value);
}

/** A code under which events are shown in the tab Test events, and counted nowhere. */
export const testCode = () => z.optional(z.string('Write the code as text.').check(z.overwrite(bareKey), z.regex(/^[A-Za-z0-9_-]{3,64}$/, 'A test code has letters and digits, such as TEST00000.')));

export const credentials = z.object({
  pixelCode: field(
    z.string('Enter the pixel ID.').check(
      z.overwrite(barePixelCode),
      z.regex(/^(?![0-9]{16,20}$)/, { error: 'This is the pixel’s number or an account’s, used for ads. The pixel ID has letters and digits, and stands beside the pixel’s name in Events Manager.', abort: true }),
      z.regex(/^[A-Za-z0-9]{8,40}$/, 'A pixel ID has only letters and digits, usually 20. It stands beside the pixel’s name in Events Manager.'),
    ),
    { label: 'Pixel ID', secret: false, destination: true, help: 'Beside the pixel’s name in Events Manager: 20 letters and digits.', placeholder: 'C0000000000000000000', autoComplete: 'off', warn: { pattern: '^[A-Z0-9]{20}$', message: 'Pixel IDs usually have 20 capital letters and digits. Check that it was copied whole.' }, docsUrl },
  ),
  accessToken: field(tiktokToken(), { label: 'Access token', help: 'From the pixel’s settings, under Events API.', placeholder: '0000000000000000000000000000000000000000', warn: usualTikTokToken, docsUrl }),
  testEventCode: field(
    testCode(),
    { label: 'Test event code', secret: false, help: 'From the tab Test events. It lets us prove that events arrive; live events never carry it.', placeholder: 'TEST00000', autoComplete: 'off' },
  ),
  advertiserId: field(
    z.optional(z.string('Write the ID as text.').check(z.overwrite(bareKey), z.regex(/^[0-9]{10,20}$/, 'An ad account ID has only digits, usually 19.'))),
    { label: 'Ad account ID', secret: false, help: 'Only for audiences and optimisation: the number in the account menu of TikTok Ads Manager.', placeholder: '0000000000000000000', autoComplete: 'off' },
  ),
});
