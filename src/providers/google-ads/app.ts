import type { OwnApp } from '../choices.ts';

const docsUrl = 'https://console.cloud.google.com/apis/credentials';

/** An OAuth client of the merchant's own Cloud project. */
export const app: OwnApp = {
  clientId: [
    'Client ID', 'Enter the client ID.', /^[A-Za-z0-9._-]{10,200}$/, 'A client ID ends in .apps.googleusercontent.com. Copy it whole.',
    { secret: false, destination: true, autoComplete: 'off', help: 'Of your OAuth client in Google Cloud.', placeholder: '000000000000-example.apps.googleusercontent.com', docsUrl, warn: { pattern: '^[0-9]+-[a-z0-9]+\\.apps\\.googleusercontent\\.com$', message: 'A client ID usually ends in .apps.googleusercontent.com. Copy it whole.' } },
  ],
  clientSecret: [
    'Client secret', 'Enter the client secret.', /^(?!1\/\/)[!-~]{10,100}$/, 'A client secret has 10 to 100 characters and stands beside the client ID. Copy it whole.',
    { help: 'Beside the client ID.', placeholder: 'GOCSPX-example-not-a-real-secret', docsUrl, warn: { pattern: '^GOCSPX-', message: 'A client secret usually starts with GOCSPX-. Copy it whole.' } },
  ],
  steps: [
    { title: 'Prepare a project', body: 'Enable the Google Ads API, and the Data Manager API for conversions. Publish the consent screen: in testing, Google ends every sign-in after seven days.', url: 'https://console.cloud.google.com/apis/library/googleads.googleapis.com' },
    { title: 'Create an OAuth client', body: 'A web application, with the redirect URI below. Copy its ID and secret.', url: docsUrl },
  ],
};
