import { defineProvider } from '../../core/provider.ts';

/** Mailchimp (Marketing API) by API key. https://mailchimp.com/help/about-api-keys */
export const mailchimp = defineProvider({
  id: 'mailchimp',
  name: 'Mailchimp',
  category: 'email',
  summary: 'Sync customers to an audience, start automations and see campaign reports.',
  aliases: ['email marketing', 'newsletter', 'audience', 'intuit'],
  docsUrl: 'https://mailchimp.com/help/about-api-keys/',
  // Simplified for a tile of 24 pixels; every card's icon loads with the page.
  icon: {
    path: 'M11.3 0l-1.6.3-1.7.9-3.8 3.4-2.8 4.1-.6 1.8 0 1.4.3.8 1.1.9-.2 1.9.6 1.6 1.3 1.1 1.7.5 1.1 1.9 1.7 1.5 1.8 1.1 2.1.6 2.3.2 2.3-.3 2.3-.9 1.9-1.4 1.4-1.9.7-2.2 0-1.4-.8-.7-.3-1.1.3-.9-.1-.9-.8-.8-1.8-.7-.2-2.6-.9-1.9 1.4-2.1.3-1.9-.6-.9-1-.5-2.2-.1-2.6.9-1.4-1.4zM11.3.9l.7.1 1.1 1.2-5 3.6-2 2.7-1.6 3.2-1.1.4-.8.8-.9-.9-.1-1.3.7-1.9 1.4-2.3 1.8-2.2 2.1-1.8 2.1-1.2zM14.6 4.1l-.4.6 2.2.7-3.6-.1-3.6 1.5 3-2.5-.2.8zM17.6 7.4l.7.2.3.6.4 3.1 2.2 1 .4.5-.1.6-1.1 1.1-1.9.9-2 .3-2.9.1-.6.8.1 1.1.8.7 1.4.4 3.6-.4 1.5-.8.9-.9-2.7 1.2-2.6.4-1.8-.3-.7-.8 2.3.3 1.5-.4-2.5-.1-1.2-.3.1-.2 4.6-.4 3.2-1.5.4 1.3.5.3 0 .7-.8 2-1.7 1.7-2.4.9-2.4 0-2.3-1-1.3-1.8-.2-2.5 1.2-2.3-1.3-1.9-.2-1.7.5-1.1 1-.7 3.1-.2zM17.7 9.5l-.4.3.1 1 .3.5.5 0 0-1.2zM14 11.1l-.9.2-.4.5 1.3-.2 1.3.3-.4-.6zM5.1 12.5l1.5.6.8 1.7-.3 2.1-1.3.9-1.9-.7-1-1.7 0-1.1.4-.9.8-.7zM5.1 13.4l-.9.5-.3 1.1.7-.8.7 0 .3.5-.1 1.4.8.4.3-.4-.7-.3.2-1.7z',
  },
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
