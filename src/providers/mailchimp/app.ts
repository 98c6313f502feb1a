import type { OwnApp } from '../choices.ts';

const docsUrl = 'https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/';

/** A Mailchimp app of the merchant's own. */
export const app: OwnApp = {
  clientId: [
    'Client ID', 'Enter the client ID.', /^[0-9]{6,20}$/, 'A client ID has only digits. Copy it from your registered app.',
    { secret: false, destination: true, autoComplete: 'off', help: 'Of your registered app.', placeholder: '000000000000', docsUrl },
  ],
  clientSecret: [
    'Client secret', 'Enter the client secret.', /^[!-~]{16,200}$/, 'A client secret has 16 to 200 characters. Copy it whole.',
    { help: 'Beside the client ID.', docsUrl },
  ],
  steps: [
    { title: 'Register an app', body: 'In Mailchimp under Account, Extras, API keys, Register and manage your apps.', url: 'https://admin.mailchimp.com/account/oauth2/' },
    { title: 'Set the redirect URI', body: 'Enter the one below as redirect URI of the app, then copy its ID and secret.', url: docsUrl },
  ],
};
