import { defineProvider } from '../../core/provider.ts';

/** Google Ads through its API. https://developers.google.com/google-ads/api/docs/start */
export const googleAds = defineProvider({
  id: 'google-ads',
  name: 'Google Ads',
  category: 'advertising',
  summary: 'Run search and shopping campaigns with your products and conversions.',
  aliases: ['adwords', 'google adwords', 'performance max', 'shopping ads'],
  docsUrl: 'https://developers.google.com/google-ads/api/docs/start',
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
