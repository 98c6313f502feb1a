import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Twilio. */
export const paste: PasteHints = {
  fields: {
    accountSid: { names: ['sid', 'account id', 'account', 'acc sid', 'username'] },
    authToken: { names: ['token', 'auth key', 'primary token', 'primary auth token'] },
    signInWith: { derive: { from: 'apiKeySid', pattern: '^(SK)' } },
    apiKeySid: { names: ['api key', 'key sid', 'api sid'] },
    apiKeySecret: { names: ['api secret', 'key secret', 'secret'] },
    phoneNumber: { names: ['from', 'from number', 'from phone', 'sender', 'sms number', 'sms from', 'sender number', 'caller id', 'messaging number', 'twilio number'] },
  },
  wrong: [
    { field: 'accountSid', pattern: '^SK[0-9a-fA-F]{32}$' },
    { field: 'accountSid', pattern: '^(?:MG|VA|PN|SM|MM|US|CA)[0-9a-fA-F]{32}$' },
    { field: 'authToken', pattern: '^SK[0-9a-fA-F]{32}$' },
  ],
  unfit: { test: 'These are test credentials, which cannot send. Copy the live ones, in Account Info on the console’s home page.' },
};
