import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import { counted, listOf } from './impact-words.ts';

/** What a disconnect of Twilio stops, counted from the configuration (Twilio keeps no such figures); what it always stops is in its definition. */
export function twilioImpact(configuration: Values): string[] {
  const messages = listOf(configuration['automations']).filter((one) => isPlainObject(one) && one['enabled'] === true).length;
  return messages > 0 ? [`${counted(messages, 'message rule')} ${messages === 1 ? 'stops' : 'stop'}.`] : [];
}
