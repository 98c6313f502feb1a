import { builtinProvider } from '../../core/provider.ts';

/** Twilio: SMS by Account SID and Auth Token. https://www.twilio.com/docs/iam/api */
export const twilio = builtinProvider({
  id: 'twilio',
  name: 'Twilio',
  category: 'sms',
  summary: 'Send SMS campaigns, read replies and verify numbers.',
  aliases: ['text messages', 'sms marketing', 'otp', 'phone verification'],
  docsUrl: 'https://www.twilio.com/docs/usage/requests-to-twilio',
  accounts: 'many',
  forms: () => import('./forms.ts').then((module) => module.forms),
});
