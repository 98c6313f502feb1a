import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://business.facebook.com/settings/system-users';

/** What Facebook Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Copy the ad account ID', body: 'In Ads Manager, in the list at the top left.', url: 'https://adsmanager.facebook.com/adsmanager' },
        { title: 'Create a token', body: 'In Business settings, under System users, add one, assign it the ad account with “Manage campaigns”, and generate a token with ads_read and ads_management. Copy it at once.', url },
        { title: 'Copy the app’s ID and secret', body: 'In your app, under App settings, Basic.', url: 'https://developers.facebook.com/apps' },
      ],
    },
    oauth2: {
      app: () => import('./app.ts').then((module) => ownApp(module.app)),
      scopes: [
        { id: 'ads_read', reason: 'To see campaigns.' },
        { id: 'ads_management', reason: 'To change campaigns.', optional: true },
        { id: 'business_management', reason: 'To see businesses.', optional: true },
      ],
    },
  },
  configuration,
  capabilities: ['ads_read', 'ads_management', 'business_management'].map((id) => ({ id, name: `the permission ${id}`, how: 'Generate a token of the system user that has it.', url })),
  disconnect: {
    impact: [
      'Your store no longer reads or changes campaigns.',
      'Audiences are no longer kept in step, and reports end here.',
    ],
    keeps: [
      'Campaigns keep running, and spending.',
      'Audiences, billing and reports stay.',
    ],
    credentials: { accessToken: 'The token stays valid. If no other tool uses it, remove it in Business settings.' },
  },
};
