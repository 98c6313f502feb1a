import { defineProvider } from '../../core/provider.ts';

/** Meta Pixel through the Conversions API. https://developers.facebook.com/docs/marketing-api/conversions-api */
export const metaPixel = defineProvider({
  id: 'meta-pixel',
  name: 'Meta Pixel',
  category: 'analytics',
  summary: 'Send store events from your server, so that Meta counts what browsers hide.',
  aliases: ['facebook pixel', 'instagram', 'conversions api', 'capi', 'dataset'],
  docsUrl: 'https://developers.facebook.com/docs/marketing-api/conversions-api',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
