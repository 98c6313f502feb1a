import type { OwnApp } from '../choices.ts';

const docsUrl = 'https://developers.klaviyo.com/en/docs/set_up_oauth';

/** A Klaviyo app of the merchant's own. */
export const app: OwnApp = {
  clientId: [
    'Client ID', 'Enter the client ID.', /^(?!pk_)[A-Za-z0-9_-]{8,100}$/, 'A client ID has letters, digits and hyphens. Copy it whole from your app.',
    { secret: false, destination: true, autoComplete: 'off', help: 'In your app at Klaviyo.', placeholder: '00000000-0000-0000-0000-000000000000', docsUrl, warn: { pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$', message: 'Client IDs usually have 36 characters in five groups. Check that it was copied whole.' } },
  ],
  clientSecret: [
    'Client secret', 'Enter the client secret.', /^(?!pk_)[!-~]{16,200}$/, 'A client secret has 16 to 200 characters and does not start with pk_. Copy it whole.',
    { help: 'Shown only once, beside the client ID.', docsUrl },
  ],
  steps: [
    { title: 'Create an app', body: 'On the developer pages of your Klaviyo account, with the scopes of the guide.', url: docsUrl },
    { title: 'Add the redirect URI', body: 'Enter the one below as redirect URL of the app.', url: docsUrl },
    { title: 'Copy ID and secret', body: 'Klaviyo shows the secret only once.', url: docsUrl },
  ],
};
