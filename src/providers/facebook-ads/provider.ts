import { defineProvider } from '../../core/provider.ts';

/** Facebook Ads through Meta's Marketing API. https://developers.facebook.com/docs/marketing-apis */
export const facebookAds = defineProvider({
  id: 'facebook-ads',
  name: 'Facebook Ads',
  category: 'advertising',
  summary: 'Run campaigns on Facebook and Instagram with your customers and products.',
  aliases: ['meta ads', 'instagram ads', 'marketing api', 'ads manager'],
  docsUrl: 'https://developers.facebook.com/docs/marketing-apis',
  icon: { path: 'M9.1 23.7v-8H6.6V12h2.5v-1.5q-.1-6 5.9-6h1.4l1.2.3V8h-1.4q-1 0-1.7.3l-.7.6q-.3.6-.3 1.7V12h3.9l-.4 2.1-.3 1.6h-3.2V24a12 12 0 1 0-4.4-.3' },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
