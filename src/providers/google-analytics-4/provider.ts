import { defineProvider } from '../../core/provider.ts';

/** Google Analytics 4 through the Measurement Protocol. https://developers.google.com/analytics/devguides/collection/protocol/ga4 */
export const googleAnalytics4 = defineProvider({
  id: 'google-analytics-4',
  name: 'Google Analytics 4',
  category: 'analytics',
  summary: 'Send store events from your server to the reports you know.',
  aliases: ['ga4', 'ga', 'measurement protocol', 'google tag'],
  docsUrl: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
