import { defineProvider } from '../../core/provider.ts';

/** Google Analytics 4 through the Measurement Protocol. https://developers.google.com/analytics/devguides/collection/protocol/ga4 */
export const googleAnalytics4 = defineProvider({
  id: 'google-analytics-4',
  name: 'Google Analytics 4',
  category: 'analytics',
  summary: 'Send store events from your server to the reports you know.',
  aliases: ['ga4', 'ga', 'measurement protocol', 'google tag'],
  docsUrl: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4',
  icon: { path: 'M22.8 3v18a3 3 0 0 1-3 3h-.3a3 3 0 0 1-2.6-3.1V3a3 3 0 0 1 2.6-3A3 3 0 0 1 22.8 3M4.1 18a3 3 0 1 0 0 6 3 3 0 0 0 0-6m8-9H12a3 3 0 0 0-3 3.2v8q.2 3.2 2.4 3.7a3 3 0 0 0 3.6-3V12a3 3 0 0 0-3-3' },
  forms: () => import('./forms.ts').then((module) => module.forms),
});
