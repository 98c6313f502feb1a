import { defineProvider } from '../../core/provider.ts';

/** Facebook Ads through Meta's Marketing API. https://developers.facebook.com/docs/marketing-apis */
export const facebookAds = defineProvider({
  id: 'facebook-ads',
  name: 'Facebook Ads',
  category: 'advertising',
  summary: 'Run campaigns on Facebook and Instagram with your customers and products.',
  aliases: ['meta ads', 'instagram ads', 'marketing api', 'ads manager'],
  docsUrl: 'https://developers.facebook.com/docs/marketing-apis',
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
