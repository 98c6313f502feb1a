import type { OwnApp } from '../choices.ts';

const docsUrl = 'https://business-api.tiktok.com/portal/apps';

/** An app of the merchant's own for TikTok's Marketing API. */
export const app: OwnApp = {
  clientId: [
    'App ID', 'Enter the app ID.', /^[0-9]{10,20}$/, 'An app ID has only digits, usually 19. Copy it from Basic information of your app.',
    { secret: false, destination: true, autoComplete: 'off', help: 'From Basic information of your app.', placeholder: '0000000000000000000', docsUrl },
  ],
  clientSecret: [
    'App secret', 'Enter the app secret.', /^[!-~]{16,128}$/, 'An app secret has 16 to 128 characters, usually 40. Copy it whole.',
    { help: 'Beside the app ID.', placeholder: '0000000000000000000000000000000000000000', docsUrl, warn: { pattern: '^[0-9a-f]{40}$', message: 'Usually 40 letters and digits. Check that it was copied whole.' } },
  ],
  steps: [
    { title: 'Open your app', body: 'In the developer portal of TikTok for Business, approved for the Marketing API, with the permissions listed above.', url: docsUrl },
    { title: 'Set the redirect URI', body: 'Enter the one below as advertiser redirect URL.', url: docsUrl },
    { title: 'Copy ID and secret', body: 'From Basic information.', url: docsUrl },
  ],
};
