import { builtinProvider } from '../../core/provider.ts';

/** Klaviyo: e-mail marketing by key pair. https://developers.klaviyo.com/en/docs/retrieve_api_credentials */
export const klaviyo = builtinProvider({
  id: 'klaviyo',
  name: 'Klaviyo',
  category: 'email',
  summary: 'Keep customers and store events in step with your lists, flows and segments.',
  aliases: ['email marketing', 'newsletter', 'flows'],
  docsUrl: 'https://developers.klaviyo.com/en/docs/retrieve_api_credentials',
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
