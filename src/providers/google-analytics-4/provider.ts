import { builtinProvider } from '../../core/provider.ts';

/** Google Analytics 4 through the Measurement Protocol. https://developers.google.com/analytics/devguides/collection/protocol/ga4 */
export const googleAnalytics4 = builtinProvider({
  id: 'google-analytics-4',
  name: 'Google Analytics 4',
  category: 'analytics',
  summary: 'Send store events from your server to the reports you know.',
  aliases: ['ga4', 'measurement protocol', 'google tag'],
  docsUrl: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4',
  icon: { path: 'M19.8 0a3 3 0 0 1 3 3v18a3 3 0 0 1-6 0V3a3 3 0 0 1 3-3m-7.8 9a3 3 0 0 1 3 3v9a3 3 0 0 1-6 0v-9a3 3 0 0 1 3-3m-8 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6' },
  forms: () => import('./forms.ts').then((module) => module.forms),
});
