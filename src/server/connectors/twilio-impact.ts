import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';

/** What a disconnect of Twilio stops, counted from the configuration: Twilio keeps no such figures. */
export function twilioImpact(configuration: Values): string[] {
  const sentences: string[] = [];
  const messages = listOf(configuration['orderEvents']).length + listOf(configuration['offerEvents']).length;
  if (messages > 0) sentences.push(`${counted(messages, 'automated message')} ${messages === 1 ? 'stops' : 'stop'}.`);
  if (configuration['verifyEnabled'] === true) sentences.push('Verification codes are no longer sent: where they are mandatory, customers cannot sign in or check out.');
  if (configuration['inboundEnabled'] === true) sentences.push('Replies reach nobody.');
  sentences.push('SMS campaigns stop. Messages already scheduled or queued at Twilio are still sent.');
  return sentences;
}
