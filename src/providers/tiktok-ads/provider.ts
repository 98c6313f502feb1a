import { builtinProvider } from '../../core/provider.ts';
import { tiktokIcon } from '../tiktok-icon.ts';

/** TikTok Ads through the Marketing API. https://business-api.tiktok.com/portal/docs */
export const tiktokAds = builtinProvider({
  id: 'tiktok-ads',
  name: 'TikTok Ads',
  category: 'advertising',
  summary: 'Run video campaigns on TikTok with your products, customers and creators.',
  aliases: ['tik tok', 'spark', 'tiktok for business'],
  docsUrl: 'https://business-api.tiktok.com/portal/docs',
  icon: tiktokIcon,
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
