import { builtinProvider } from '../../core/provider.ts';

/** Facebook Ads through Meta's Marketing API. https://developers.facebook.com/docs/marketing-apis */
export const facebookAds = builtinProvider({
  id: 'facebook-ads',
  name: 'Facebook Ads',
  category: 'advertising',
  summary: 'Run campaigns on Facebook and Instagram with your customers and products.',
  aliases: ['meta', 'instagram', 'marketing api', 'ads manager'],
  docsUrl: 'https://developers.facebook.com/docs/marketing-apis',
  icon: { path: 'M9.1 23.7v-8h-2.5v-3.7h2.5v-1.5q0-6 6-6l2.5.5v3h-3l-1 1v3h3.9l-1 3.7h-3v8.3a12 12 0 1 0-4.4-.3' },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
