import type { ErrorRule } from './error-rules.ts';
import type { TwilioKeys } from './twilio-api.ts';

// Twilio's codes: https://www.twilio.com/docs/api/errors
const ofAnyone: readonly ErrorRule[] = [
  { status: 400, code: 10001, means: 'account_blocked', detail: 'Twilio says this account is not active, so no message can be sent. Resolve it in the Twilio console, then try again.' },
  { status: 403, code: 10001, means: 'account_blocked', detail: 'Twilio says this account is not active, so no message can be sent. Resolve it in the Twilio console, then try again.' },
  { status: 400, code: 90002, means: 'invalid_credentials', field: 'accountSid', detail: 'Twilio does not take this Account SID. It starts with AC and stands in Account Info in the console.' },
];

const ofToken: readonly ErrorRule[] = [
  { status: 401, code: 70051, means: 'insufficient_permission', field: 'authToken', detail: 'Twilio knows these details, but they may not read this account. Use the Auth Token of the account itself.' },
  { status: 403, code: 70051, means: 'insufficient_permission', field: 'authToken', detail: 'Twilio knows these details, but they may not read this account. Use the Auth Token of the account itself.' },
  { status: 403, code: 20008, means: 'insufficient_permission', field: 'authToken', detail: 'These are Twilio’s test credentials: they can neither read the account nor send real messages. Use the live Account SID and Auth Token.' },
  { status: 401, code: 20003, says: /invalid username/i, means: 'invalid_credentials', field: 'accountSid', detail: 'Twilio does not know this Account SID. Copy it again from Account Info in the console.' },
  { status: 401, code: 20003, means: 'invalid_credentials', field: 'authToken', detail: 'Twilio does not accept this Auth Token for the account: it may have been changed, or be of another region than the United States. Copy it again from Account Info in the console.' },
  { status: 404, code: 20404, means: 'invalid_credentials', field: 'accountSid', detail: 'Twilio has no such account for these details. A subaccount needs its own SID and token.' },
];

const lacking = 'The API key is real, but may not do this in the account. Give a restricted key access to phone numbers, messages, Messaging Services and Verify, or use a standard key of this account.';
const ofKey: readonly ErrorRule[] = [
  { status: 401, code: 70051, means: 'insufficient_permission', field: 'apiKeySid', detail: lacking },
  { status: 403, code: 70051, means: 'insufficient_permission', field: 'apiKeySid', detail: lacking },
  { status: 401, code: 20003, says: /invalid username/i, means: 'invalid_credentials', field: 'apiKeySid', detail: 'Twilio does not know this API key: it may have been deleted. Create one under API keys & tokens in the console.' },
  { status: 401, code: 20003, means: 'invalid_credentials', field: 'apiKeySecret', detail: 'Twilio does not accept this secret for the API key. It is shown only once: if it is lost, create another key.' },
  { status: 404, code: 20404, means: 'invalid_credentials', field: 'accountSid', detail: 'Twilio has no such account for this API key. A key works only in the account it was made in.' },
];

/** What Twilio's refusals mean, by what the keys prove themselves with. */
export const twilioErrors = ({ signInWith }: TwilioKeys): readonly ErrorRule[] => [...(signInWith === 'SK' ? ofKey : ofToken), ...ofAnyone];
