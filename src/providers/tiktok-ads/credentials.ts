import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { bareKey } from '../paste.ts';
import { tiktokToken, usualTikTokToken } from '../tiktok-token.ts';

const apps = 'https://business-api.tiktok.com/portal/apps';

/** The number itself, also out of an Ads Manager address with `aadvid=`. */
function bareAdvertiser(value: string): string {
  const text = bareKey(value);
  return /^https:\/\/[^\s]{0,1500}[?&]aadvid=([0-9]{10,20})/.exec(text)?.[1] ?? text;
}

export const credentials = z.object({
  advertiserId: field(
    z.string('Enter the advertiser ID.').check(
      z.overwrite(bareAdvertiser),
      z.regex(/^(?![A-Z][A-Z0-9]{19}$)/, { error: 'This is a pixel ID. The advertiser ID has only digits and stands in the account menu of TikTok Ads Manager.', abort: true }),
      z.regex(/^[0-9]{10,20}$/, 'An advertiser ID has only digits, usually 19. It stands in the account menu of TikTok Ads Manager.'),
    ),
    { label: 'Advertiser ID', secret: false, destination: true, help: 'The number in the account menu of TikTok Ads Manager.', placeholder: '0000000000000000000', autoComplete: 'off', docsUrl: 'https://ads.tiktok.com/help/article/how-to-find-your-ad-account-id' },
  ),
  accessToken: field(tiktokToken(), { label: 'Access token', help: 'The long-term token of your app for this account. It does not expire.', placeholder: '0000000000000000000000000000000000000000', warn: usualTikTokToken, docsUrl: apps }),
  appId: field(
    z.string('Enter the app ID.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!aw|sbaw)/, { error: 'This is the key of an app for signing in with TikTok. The app ID of TikTok for Business has only digits.', abort: true }),
      z.regex(/^[0-9]{10,20}$/, 'An app ID has only digits, usually 19. It stands in your app under Basic information.'),
    ),
    { label: 'App ID', secret: false, help: 'In your app at business-api.tiktok.com, under Basic information.', placeholder: '0000000000000000000', autoComplete: 'off', docsUrl: apps },
  ),
  appSecret: field(
    z.string('Enter the app secret.').check(z.overwrite(bareKey), z.regex(/^[!-~]{16,128}$/, 'An app secret has at least 16 characters, usually 40. Copy it whole.')),
    { label: 'App secret', help: 'Beside the app ID. TikTok asks for it to list accounts and to end access.', placeholder: '0000000000000000000000000000000000000000', warn: { pattern: '^[0-9a-f]{40}$', message: 'App secrets usually have 40 letters a–f and digits. Check that it was copied whole.' }, docsUrl: apps },
  ),
});
