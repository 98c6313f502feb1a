import { builtinProvider } from '../../core/provider.ts';

/** Mailchimp (Marketing API) by API key. https://mailchimp.com/help/about-api-keys */
export const mailchimp = builtinProvider({
  id: 'mailchimp',
  name: 'Mailchimp',
  category: 'email',
  summary: 'Sync customers to an audience, start automations, see reports.',
  aliases: ['email marketing', 'newsletter', 'audience', 'intuit'],
  docsUrl: 'https://mailchimp.com/help/about-api-keys/',
  // Simplified to half pixels for a tile of 24; every card's icon loads with the page.
  icon: {
    path: 'm11 0-3 1-4 3.5-2.5 4-.5 3.5 1 1.5v2l.5 1.5 3 1.5 1 2 3.5 2.5 4 1h3l4-2.5 1.5-2 .5-3.5-1-2 .5-2-3-1.5v-2l-1-2 1.5-2.5.5-2-2-1-4.5.5zm0 1h1l1 1-5 4-2 2.5-1.5 3-2 1.5-1-1v-1.5l2-4 4-4zm3.5 3-.5.5 2.5 1h-3.5l-4 1.5 3-2.5v.5zm3 3.5h1l.5 4 2.5 1v1l-1 1-2 1-5 .5-.5.5v1l2 1h4l2-1.5-5 1.5-2-.5v-1l2 .5-2.5-1 5-.5 3-1.5 1 2.5-1 2-1.5 1.5-2.5 1h-2.5l-2-1-1.5-2v-2.5l1-2-1.5-2v-2l1.5-1.5h3zm0 2v1.5l1 .5zm-3.5 1.5-1 .5 2.5.5zm-9 1.5 1.5.5 1 2-.5 2-1 1-2-1-1-1.5v-2zm0 1-.5.5h1v2h1l-.5-.5v-1.5z',
  },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
