import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

/** The numbers of an account: its own, and one that can only speak. */
export function numbersOf(account: SandboxAccount) {
  const number = (phone_number: string, sms: boolean) => ({
    sid: `PN${randomText(`twilio number sid ${phone_number}`, 32)}`, account_sid: account.credentials['accountSid'], phone_number, friendly_name: phone_number, capabilities: { voice: true, sms, mms: sms, fax: false },
    sms_url: '', sms_method: 'POST', sms_fallback_url: '', sms_application_sid: '', status_callback: '', origin: 'twilio', status: 'in-use', beta: false,
  });
  const own = account.credentials['phoneNumber'] ?? '';
  return [...(own.startsWith('+') ? [number(own, true)] : []), number(`+1628555${randomText(`twilio voice ${account.name}`, 4, 'digits')}`, false)];
}

/** The short codes of an account. */
export function shortCodesOf({ credentials }: SandboxAccount) {
  const own = credentials['phoneNumber'] ?? '';
  return own.startsWith('+') ? [] : [{ sid: `SC${randomText(`twilio short code sid ${own}`, 32)}`, account_sid: credentials['accountSid'], short_code: own, friendly_name: own, sms_url: '', sms_method: 'POST', sms_fallback_url: '', sms_fallback_method: 'POST' }];
}

/** The Messaging Services of an account: more than one page of 50. */
export function servicesOf(account: SandboxAccount) {
  return ['Shop messages', 'Marketing', ...Array.from({ length: 51 }, (_, index) => `Store ${index + 1}`)].map((friendly_name) => ({
    sid: `MG${randomText(`twilio service ${account.name} ${friendly_name}`, 32)}`, account_sid: account.credentials['accountSid'], friendly_name, inbound_request_url: null, inbound_method: 'POST', fallback_url: null, status_callback: null,
    sticky_sender: true, smart_encoding: true, validity_period: 36000, usecase: 'marketing', us_app_to_person_registered: false, use_inbound_webhook_on_number: false,
  }));
}

/** The Verify services of an account. */
export function verifyServicesOf(account: SandboxAccount) {
  return ['Shop sign-in', 'Checkout'].map((friendly_name) => ({
    sid: `VA${randomText(`twilio verify ${account.name} ${friendly_name}`, 32)}`, account_sid: account.credentials['accountSid'], friendly_name, code_length: 6, lookup_enabled: false, skip_sms_to_landlines: false, do_not_share_warning_enabled: false,
    custom_code_enabled: false, default_template_sid: null,
  }));
}

/** Twilio's own templates, the same for everybody. */
export function templatesOf() {
  return ['Verify default', 'Verify with shop name'].map((friendly_name) => ({ sid: `HJ${randomText(`twilio template ${friendly_name}`, 32)}`, friendly_name, channels: ['sms'] }));
}
