import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { metaToken } from '../meta-token.ts';
import { bareKey } from '../paste.ts';

const docsUrl = 'https://developers.facebook.com/docs/marketing-api/get-started';
const appPage = 'https://developers.facebook.com/apps';

/** `act_1`, `1` and an Ads Manager address with `act=1` are the same account (UX-36). */
function bareAccount(value: string): string {
  const text = bareKey(value);
  return /^https:\/\/[^\s]{0,1500}[?&]act=([0-9]{5,20})/.exec(text)?.[1] ?? text.replace(/^(?:act_)+/, '');
}

export const credentials = z.object({
  adAccountId: field(
    z.string('Enter the ad account ID.').check(z.overwrite(bareAccount), z.regex(/^[0-9]{5,20}$/, 'An ad account ID has only digits, with or without act_ before them. It stands in Ads Manager beside the account’s name.')),
    { label: 'Ad account ID', secret: false, destination: true, help: 'The number beside the account’s name in Ads Manager, with or without act_.', placeholder: 'act_000000000000000', autoComplete: 'off', docsUrl: 'https://www.facebook.com/business/help/1492627900875762' },
  ),
  accessToken: field(metaToken(), { label: 'Access token', help: 'Best that of a system user: it does not expire. Meta shows it only once.', placeholder: 'EAAexampletokennotreal', docsUrl }),
  appId: field(
    z.string('Enter the app ID.').check(z.overwrite(bareKey), z.regex(/^[0-9]{10,20}$/, 'An app ID has only digits. It stands in your app under App settings, Basic.')),
    { label: 'App ID', secret: false, help: 'In your app at developers.facebook.com, under App settings, Basic.', placeholder: '000000000000000', autoComplete: 'off', warn: { pattern: '^[0-9]{13,18}$', message: 'App IDs usually have 15 or 16 digits. Check that it was copied whole.' }, docsUrl: appPage },
  ),
  appSecret: field(
    z.string('Enter the app secret.').check(
      z.overwrite(bareKey),
      z.regex(/^(?!EAA)/, { error: 'This is an access token. The app secret stands in App settings, Basic, behind Show.', abort: true }),
      z.regex(/^[!-~]{16,128}$/, 'An app secret has 16 to 128 characters, usually 32. Copy it whole.'),
    ),
    { label: 'App secret', help: 'Beside the app ID, behind Show.', placeholder: '00000000000000000000000000000000', warn: { pattern: '^[a-f0-9]{32}$', message: 'App secrets usually have 32 letters a–f and digits. Check that it was copied whole.' }, docsUrl: appPage },
  ),
});
