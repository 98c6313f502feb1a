import { builtinProvider } from '../../core/provider.ts';

/** Google Ads through its API. https://developers.google.com/google-ads/api/docs/start */
export const googleAds = builtinProvider({
  id: 'google-ads',
  name: 'Google Ads',
  category: 'advertising',
  summary: 'Run search and shopping campaigns with your products and conversions.',
  aliases: ['adwords', 'performance max', 'shopping'],
  docsUrl: 'https://developers.google.com/google-ads/api/docs/start',
  icon: { path: 'M4 23a4 4 0 1 1 0-8 4 4 0 0 1 0 8m19.5-6-8-14a4 4 0 0 0-7 4l8 14a4 4 0 0 0 7-4m-16-12-6 10a5 5 0 0 1 2.5-1q4.3.8 4.5 5l3.2-5.5-3.6-6.3' },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
