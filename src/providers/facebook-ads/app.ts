import type { OwnApp } from '../choices.ts';

const docsUrl = 'https://developers.facebook.com/apps';

/** A Meta app of the merchant's own. */
export const app: OwnApp = {
  clientId: [
    'App ID', 'Enter the app ID.', /^[0-9]{10,20}$/, 'An app ID has only digits. It stands in your app under App settings, Basic.',
    { secret: false, destination: true, autoComplete: 'off', help: 'In your app, under App settings, Basic.', placeholder: '000000000000000', docsUrl, warn: { pattern: '^[0-9]{13,18}$', message: 'App IDs usually have 15 or 16 digits. Check that it was copied whole.' } },
  ],
  clientSecret: [
    'App secret', 'Enter the app secret.', /^(?!EAA)[!-~]{16,128}$/, 'An app secret has 16 to 128 characters, usually 32. It stands in App settings, Basic, behind Show.',
    { help: 'Beside the app ID, behind Show.', placeholder: '00000000000000000000000000000000', docsUrl, warn: { pattern: '^[a-f0-9]{32}$', message: 'App secrets usually have 32 letters a–f and digits. Check that it was copied whole.' } },
  ],
  steps: [
    { title: 'Open your app', body: 'At Meta for Developers, with Facebook Login. While it is in development, only people with a role in it can sign in.', url: docsUrl },
    { title: 'Allow the redirect URI', body: 'Add the one below to Valid OAuth redirect URIs of Facebook Login.', url: docsUrl },
    { title: 'Copy ID and secret', body: 'From App settings, Basic.', url: docsUrl },
  ],
};
