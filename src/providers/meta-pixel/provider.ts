import { builtinProvider } from '../../core/provider.ts';

/** Meta Pixel through the Conversions API. https://developers.facebook.com/docs/marketing-api/conversions-api */
export const metaPixel = builtinProvider({
  id: 'meta-pixel',
  name: 'Meta Pixel',
  category: 'analytics',
  summary: 'Send store events from your server, so that Meta counts what browsers hide.',
  aliases: ['facebook', 'instagram', 'conversions api', 'capi', 'dataset'],
  docsUrl: 'https://developers.facebook.com/docs/marketing-api/conversions-api',
  // Simplified for a tile of 24 pixels; every card's icon loads with the page.
  icon: { path: 'M7 4q-3 0-5 3a14 14 0 0 0-1.8 9l.3 2q4 4.3 8-.5l3.6-6 2.2 4a17 17 0 0 0 2.7 3.5q3 2 5.4 0 2-2 1.6-5-.6-9-6.8-10-1.5 0-3 1.3l-1.9 2-2-2a5 5 0 0 0-3.3-1.3m10 2q2 0 3 2 1.7 3 1.7 6.4 .2 3-2 3l-1.5-1-4.7-7.4q1.7-3 3.6-3m-10 .7q1.5.2 2.5 1.5l1.4 1.5-4 6q-1 2-3 1.8a4 4 0 0 1-1.3-3q0-3 1.5-5.5l1.5-2z' },
  forms: () => import('./forms.ts').then((module) => module.forms),
});
