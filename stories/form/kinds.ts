import * as z from 'zod/mini';
import type { $ZodObject } from 'zod/v4/core';
import { field, type FieldOption } from '../../src/core/index.ts';
import type { StageProps } from './form-stage.tsx';

/** One kind of field, alone in a form, and what it looks like in each of its states. */
export interface Kind {
  schema: $ZodObject;
  filled: Record<string, unknown>;
  /** Values whose mistakes show once they are submitted. Default: nothing entered. */
  wrong?: Record<string, unknown>;
  more?: Partial<StageProps>;
}

const channels: FieldOption[] = [{ value: 'email', label: 'Email' }, { value: 'sms', label: 'Text messages', hint: 'Needs a phone number in international form.' }, { value: 'push', label: 'Push messages' }];
const metrics: FieldOption[] = [{ value: 'placed', label: 'Placed order' }, { value: 'started', label: 'Started checkout' }, { value: 'refunded', label: 'Refunded order' }];
const enumOf = (options: readonly FieldOption[]) => z.enum(options.map((option) => option.value) as [string, ...string[]]);

export const kinds = {
  text: {
    schema: z.object({ sender: field(z.string().check(z.maxLength(11)), { label: 'Sender name', help: 'As customers see it, for example Acme. At most 11 letters.' }) }),
    filled: { sender: 'Acme' }, wrong: { sender: 'The whole Acme company' },
  },
  secret: {
    schema: z.object({ key: field(z.string().check(z.regex(/^pk_\w{20,}$/, 'The private key starts with pk_ and is longer. Copy all of it.')), { label: 'Private API key', help: 'Starts with pk_' }) }),
    filled: { key: 'pk_q8Zr4mXw2Lk9Vt6Hs3Nb7Yd1' }, wrong: { key: 'X7F2QA' }, more: { purpose: 'credentials' },
  },
  textarea: {
    schema: z.object({ footer: field(z.string().check(z.minLength(10)), { label: 'Footer', control: 'textarea', help: 'Stands under every message.' }) }),
    filled: { footer: 'You get this because you bought from us.\nAcme, 1 High Street' }, wrong: { footer: 'Acme' },
  },
  number: {
    schema: z.object({ days: field(z.int().check(z.minimum(1), z.maximum(730)), { label: 'Import past orders', help: 'How far back, 730 days at most', unit: 'days' }) }),
    filled: { days: 90 }, wrong: { days: 9000 },
  },
  switch: {
    schema: z.object({ sync: field(z.boolean().check(z.refine((on) => on, 'Switch this on: without it nothing can be sent.')), { label: 'Sync customers', help: 'New customers join within a minute.', effect: 'Customers who said no are left out.' }) }),
    filled: { sync: true }, wrong: { sync: false },
  },
  select: { schema: z.object({ channel: field(enumOf(channels), { label: 'Channel', options: channels }) }), filled: { channel: 'sms' } },
  radio: { schema: z.object({ channel: field(enumOf(channels), { label: 'Channel', control: 'radio', options: channels }) }), filled: { channel: 'sms' } },
  checkboxes: { schema: z.object({ channels: field(z.array(enumOf(channels)).check(z.minLength(1)), { label: 'Channels', options: channels }) }), filled: { channels: ['email', 'sms'] }, wrong: { channels: [] } },
  tags: { schema: z.object({ tags: field(z.array(z.string().check(z.maxLength(20))).check(z.minLength(1)), { label: 'Tags', help: 'Added to every customer' }) }), filled: { tags: ['shop', 'newsletter 2026'] }, wrong: { tags: [] } },
  combobox: {
    schema: z.object({ zone: field(z.enum(['Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo']), { label: 'Time zone', control: 'combobox' }) }),
    filled: { zone: 'Europe/Berlin' },
  },
  rows: {
    schema: z.object({ rules: field(z.array(z.object({
      name: field(z.string(), { label: 'Name', unique: true }),
      channel: field(enumOf(channels), { label: 'Channel', options: channels }),
      number: field(z.optional(z.string()), { label: 'Number', control: 'phone', showWhen: { field: '.channel', equals: 'sms', required: true } }),
      active: field(z.boolean(), { label: 'Active' }),
    })).check(z.minLength(1), z.maxLength(3)), { label: 'Alerts', help: 'Who is told when orders fail. Three at most.' }) }),
    filled: { rules: [{ name: 'Night shift', channel: 'sms', number: '+442079460018', active: true }, { name: 'Office', channel: 'email', active: false }] },
    wrong: { rules: [{ name: 'Office', channel: 'sms', active: true }, { name: 'Office', channel: 'email', active: false }] },
  },
  mapping: {
    schema: z.object({ map: field(z.array(z.object({
      from: field(z.enum(['order', 'cart', 'refund']), { label: 'In your shop', options: [{ value: 'order', label: 'Order paid' }, { value: 'cart', label: 'Cart left behind' }, { value: 'refund', label: 'Order refunded' }] }),
      to: field(z.string(), { label: 'At Klaviyo', options: 'remote', dependsOn: ['.from'] }),
    })).check(z.minLength(1)), { label: 'Event mapping', help: 'Which event of your shop becomes which metric.' }) }),
    filled: { map: [{ from: 'order', to: 'placed' }, { from: 'cart', to: 'started' }, { from: 'refund', to: 'refunded' }] },
    wrong: { map: [{ from: 'order', to: 'placed' }, { from: 'order' }] },
    more: { loadOptions: async () => ({ items: metrics, nextCursor: null }) },
  },
  'nested object': {
    schema: z.object({ address: field(z.object({
      street: field(z.string(), { label: 'Street' }),
      city: field(z.object({
        name: field(z.string(), { label: 'City' }),
        postcode: field(z.string().check(z.regex(/^[A-Z0-9 ]{3,10}$/, 'Write the postcode as on a letter, such as BA1 5LZ.')), { label: 'Postcode' }),
      }), { label: 'Place' }),
    }), { label: 'Postal address', help: 'The law asks for one in every message.' }) }),
    filled: { address: { street: '1 High Street', city: { name: 'Bath', postcode: 'BA1 5LZ' } } }, wrong: { address: { street: '1 High Street', city: { postcode: '?' } } },
  },
  phone: {
    schema: z.object({ phone: field(z.string(), { label: 'Phone number', control: 'phone', help: 'With its country code, for example +44 20 7946 0018' }) }),
    filled: { phone: '+442079460018' }, wrong: { phone: '020 7946 0018' },
  },
  schedule: {
    schema: z.object({ when: field(z.string(), { label: 'Sync products', control: 'schedule', help: 'Runs in the time zone of your shop.' }) }),
    filled: { when: '30 6 * * 1' }, wrong: { when: '0 25 * * *' },
  },
  unknown: {
    schema: z.object({ odd: field(z.record(z.string(), z.number()).check(z.refine((weights) => Object.keys(weights).length > 1, 'This was stored by a newer version and does not fit here. Ask support to look at it.')), { label: 'Weights', help: 'How much each channel counts' }) }),
    filled: { odd: { email: 3, sms: 1 } }, wrong: { odd: { email: 3 } },
  },
} satisfies Record<string, Kind>;
