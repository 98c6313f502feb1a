import { builtinProvider } from '../../core/provider.ts';
import { tiktokIcon } from '../tiktok-icon.ts';

/** TikTok Pixel through the Events API 2.0. https://business-api.tiktok.com/portal/docs?id=1771101303285761 */
export const tiktokPixel = builtinProvider({
  id: 'tiktok-pixel',
  name: 'TikTok Pixel',
  category: 'analytics',
  summary: 'Send store events from your server, so that TikTok counts what browsers hide.',
  aliases: ['events api', 'tik tok', 'events manager'],
  docsUrl: 'https://ads.tiktok.com/help/article/events-api',
  icon: tiktokIcon,
  forms: () => import('./forms.ts').then((module) => module.forms),
});
