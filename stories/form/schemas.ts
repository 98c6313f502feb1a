import * as z from 'zod/mini';
import { field } from '../../src/core/field.ts';

/** The two keys of Klaviyo. */
export const credentials = z.object({
  publicApiKey: field(z.string().check(z.regex(/^[A-Za-z0-9]{6}$/, 'The public key has 6 letters or digits.')), { label: 'Public API key', help: 'Six characters, also called site ID', secret: false }),
  privateApiKey: field(z.string().check(z.regex(/^pk_[A-Za-z0-9_]{20,}$/, 'This is Klaviyo’s public key. The private key starts with pk_.')), { label: 'Private API key', help: 'Starts with pk_' }),
});

/** Every control once, none of them filled in. */
export const everyControl = z.object({
  sender: field(z.string(), { label: 'Sender name', help: 'As customers see it, for example Acme', secret: false, placeholder: 'Acme' }),
  footer: field(z.optional(z.string()), { label: 'Footer', control: 'textarea', secret: false, docsUrl: 'https://help.klaviyo.com' }),
  days: field(z.number().check(z.minimum(1), z.maximum(730)), { label: 'Import past orders', help: 'How far back, 730 days at most', unit: 'days', secret: false }),
  smartSending: field(z._default(z.boolean(), false), { label: 'Smart Sending', help: 'Skips people who were written to within 16 hours.', secret: false, section: 'Sending' }),
  optIn: field(z.enum(['list', 'double']), { label: 'Opt-in', options: [{ value: 'list', label: 'As the list says' }, { value: 'double', label: 'Double opt-in' }], secret: false, section: 'Sending' }),
  tracking: field(z.enum(['on', 'off']), { label: 'Tracking', options: [{ value: 'on', label: 'On' }, { value: 'off', label: 'Off' }], secret: false, section: 'Sending' }),
  unsubscribe: field(z.enum(['list', 'global']), { label: 'When somebody unsubscribes', control: 'radio', secret: false, section: 'Sending', effect: 'Changing this applies to everybody who unsubscribes from now on.',
    options: [{ value: 'list', label: 'From this list', hint: 'They still get messages from other lists.' }, { value: 'global', label: 'From everything' }] }),
  channels: field(z.array(z.enum(['email', 'sms', 'whatsapp'])).check(z.minLength(1)), { label: 'Subscribe to', secret: false, section: 'Sending',
    options: [{ value: 'email', label: 'Email' }, { value: 'sms', label: 'Text messages', hint: 'Needs a phone number in international form.' }, { value: 'whatsapp', label: 'WhatsApp', disabled: true }] }),
  tags: field(z.array(z.string()).check(z.minLength(1)), { label: 'Tags', help: 'Added to every customer', secret: false, section: 'Sending' }),
  timezone: field(z.enum(['Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo']), { label: 'Time zone', control: 'combobox', secret: false, section: 'Sending' }),
  address: field(z.object({
    street: field(z.string(), { label: 'Street', secret: false }),
    city: field(z.optional(z.string()), { label: 'City', secret: false }),
  }), { label: 'Postal address', help: 'The law asks for one in every message.', secret: false, section: 'Sending' }),
  rules: field(z.optional(z.array(z.object({ from: field(z.string(), { label: 'From', secret: false }) }))), { label: 'Segment rules', secret: false, section: 'Sending' }),
});

/** Values for `everyControl`. */
export const filled = {
  sender: 'Acme', footer: 'You get this because you bought from us.\nAcme, 1 High Street', days: 90, smartSending: true, optIn: 'double', tracking: 'on', unsubscribe: 'list', channels: ['email', 'sms'],
  tags: ['shop', 'newsletter 2026'], timezone: 'Europe/Berlin', address: { street: '1 High Street', city: 'Bath' }, rules: [{ from: 'VIP' }],
};

/** One list of the provider. */
export const remoteList = z.object({ listId: field(z.string(), { label: 'Default list', help: 'New customers join it.', options: 'remote', secret: false }) });
