import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import type { ProviderTest } from '../../core/provider.ts';

/** One real message to a phone somebody names. */
export const test: ProviderTest = {
  title: 'Send a test message',
  what: 'One short text message goes from your sender to the phone you enter.',
  warning: 'This is a real message: Twilio bills it, and somebody’s phone receives it.',
  fields: z.object({
    to: field(z.string('Enter the phone number.'), { label: 'Phone number', control: 'phone', help: 'Yours, or of somebody who agreed. On a trial account: one that is verified in Twilio.', placeholder: '+15005550006', autoComplete: 'tel' }),
  }),
};
