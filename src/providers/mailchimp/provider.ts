import { builtinProvider } from '../../core/provider.ts';

/** Mailchimp (Marketing API) by API key. https://mailchimp.com/help/about-api-keys */
export const mailchimp = builtinProvider({
  id: 'mailchimp',
  name: 'Mailchimp',
  category: 'email',
  summary: 'Sync customers to an audience, start automations and see campaign reports.',
  aliases: ['email marketing', 'newsletter', 'audience', 'intuit'],
  docsUrl: 'https://mailchimp.com/help/about-api-keys/',
  // Simplified for a tile of 24 pixels; every card's icon loads with the page.
  icon: {
    path: 'M11 0l-2.8 1-4 3.6-2.8 4-.6 2v1.5l1.2 1.5v2l.7 1.6 1.2 1 1.8.5 1 2 3.3 2.5 4 .8 3-.2 4-2.3 1.5-2 .6-2v-1.5l-1-1.8 .5-2-3-1.6v-2.3l-1-2 1.4-2.1 .5-2-2-1.4h-2l-2.6.9-1.4-1.4zm.1 1h1l1 1.2-5 3.6-2 2.7-1.6 3-2 1.4-.9-1v-1.4l2-4 4-4zm3.5 3-.4.7 2.2.6h-3.6l-3.6 1.5 3-2.5-.2.8zm3 3.5h1l.4 4 2.5.9v1l-1 1-2 1-5 .5-.5.8v1l2 1 4-.2 2-1.4-5 1.3-2-.6v-.6l2 .3-1-.5-1.5-.5 5-.4 3-1.5 1 2.3-1 2-1.6 1.7-2.4.9h-2.4l-2.3-1-1.3-2v-2.5l1-2-1.3-2-.3-2 1.6-1.5 3-.2zm0 2-.2.3v1l1 .5zm-3.5 1.4-1 .4 2.3.6zm-9 1.6 1.5.6 .8 1.8-.3 2-1.2.9-2-.7-1-1.7 .2-2zm0 1-.6.7h1v2h1l-.6-.6 .2-1.5z',
  },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
