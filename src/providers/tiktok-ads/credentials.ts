import * as z from 'zod/mini';
import { blank, must } from '../choices.ts';
import { bareKey } from '../paste.ts';

/** What TikTok’s long-term tokens and secrets look like. */
const warn = { pattern: '^[0-9a-f]{40}$', message: 'Usually 40 letters and digits. A sandbox’s do not work.' };
const docsUrl = 'https://business-api.tiktok.com/portal/apps';

/** The number itself, also out of an Ads Manager address with `aadvid=`. */
function bareAdvertiser(value: string): string {
  const text = bareKey(value);
  return /^https:\/\/\S{0,1500}[?&]aadvid=([0-9]{10,20})/.exec(text)?.[1] ?? text;
}

export const credentials = z.object({
  advertiserId: must(
    '', 'Advertiser ID',
    z.string('Enter the advertiser ID.').check(
      z.overwrite(bareAdvertiser),
      z.regex(/^(?![A-Z][A-Z0-9]{19}$)/, { error: 'This is a pixel ID. The advertiser ID has only digits.', abort: true }),
      z.regex(/^[0-9]{10,20}$/, 'An advertiser ID has only digits, usually 19. Copy it from the account menu of Ads Manager.'),
    ),
    { secret: false, destination: true, help: 'From the account menu of Ads Manager.', placeholder: '0000000000000000000', autoComplete: 'off', docsUrl: 'https://ads.tiktok.com/i18n/dashboard' },
  ),
  accessToken: must(
    '', 'Access token',
    z.string('Enter the access token.').check(
      z.overwrite((value) => bareKey(value).replace(/^(?:Bearer|Access-Token:)/i, '')),
      z.regex(/^(?![0-9]{10,20}$)/, { error: 'This is a number. The access token has letters, too.', abort: true }),
      z.regex(/^[!-~]{20,512}$/, 'It has 20 to 512 characters. Copy it whole.'),
    ),
    { help: 'The long-term token of your app.', placeholder: '0000000000000000000000000000000000000000', warn, docsUrl },
  ),
  appId: must(
    '', 'App ID',
    z.string('Enter the app ID.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!aw|sbaw)/, { error: 'This is an app key for signing in with TikTok. Use one of TikTok for Business.', abort: true }),
      z.regex(/^[0-9]{10,20}$/, 'An app ID has only digits, usually 19. Copy it from Basic information of your app.'),
    ),
    { secret: false, help: 'From Basic information of your app.', placeholder: '0000000000000000000', autoComplete: 'off', docsUrl },
  ),
  appSecret: must(
    '', 'App secret',
    z.string('Enter the app secret.').check(z.overwrite(bareKey), z.regex(/^[!-~]{16,128}$/, 'It has 16 to 128 characters. Copy it whole.')),
    { help: 'Beside the app ID.', placeholder: '0000000000000000000000000000000000000000', warn, docsUrl },
  ),
  sparkAuthCodes: blank(
    '', 'Spark codes',
    z.string('Write the codes as text.').check(z.overwrite((value) => value.trim().split(/[\s,;]+/).join(' ')), z.regex(/^[!-~]{8,400}(?: [!-~]{8,400}){0,19}$/, 'Enter up to 20 codes, with spaces between.')),
    { help: 'From a creator’s post, with spaces between.' },
  ),
});
