import { defineProvider } from '../../core/provider.ts';

/** Google Ads through its API. https://developers.google.com/google-ads/api/docs/start */
export const googleAds = defineProvider({
  id: 'google-ads',
  name: 'Google Ads',
  category: 'advertising',
  summary: 'Run search and shopping campaigns with your products and conversions.',
  aliases: ['adwords', 'google adwords', 'performance max', 'shopping ads'],
  docsUrl: 'https://developers.google.com/google-ads/api/docs/start',
  icon: { path: 'M4 23a4 4 0 1 1 0-8 4 4 0 0 1 0 8m19.5-6-8-14a4 4 0 0 0-7 4l8 14a4 4 0 0 0 7-4M7.5 4.7l-6 10.3a5 5 0 0 1 2.5-.7c2.6 0 4.6 2.2 4.5 4.7l3.2-5.5-3.6-6.3q-.6-1.2-.6-2.5' },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
