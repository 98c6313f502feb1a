import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';

/** What a disconnect of Twilio stops, counted from the configuration (Twilio keeps no such figures); what it always stops is in its definition. */
export function twilioImpact(configuration: Values): string[] {
  const messages = listOf(configuration['orderEvents']).length + listOf(configuration['offerEvents']).length;
  return messages > 0 ? [`${counted(messages, 'automated message')} ${messages === 1 ? 'stops' : 'stop'}.`] : [];
}
