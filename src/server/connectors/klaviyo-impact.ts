import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';
import { plainText } from './provider-text.ts';

/** What a disconnect of Klaviyo stops, counted; what it always stops is in its definition. `nameOfList` and `flowsOf` ask Klaviyo; where it cannot be asked, the sentences go without names. */
export async function klaviyoImpact(configuration: Values, nameOfList: (id: string) => Promise<string | null>, flowsOf: () => Promise<readonly string[]>): Promise<string[]> {
  const sentences: string[] = [];
  const list = configuration['listId'];
  if (configuration['listSyncEnabled'] !== false && typeof list === 'string') {
    const name = await nameOfList(list).catch(() => null);
    sentences.push(`1 list stops syncing${name ? `: ${plainText(name, list)}` : ''}.`);
  }
  const events = listOf(configuration['eventTriggers']).length;
  if (events > 0) sentences.push(`${counted(events, 'kind')} of store event ${events === 1 ? 'stops' : 'stop'}.`);
  const flows = await flowsOf().catch(() => []);
  if (flows.length > 0) sentences.push(`${counted(flows.length, 'live flow')} ${flows.length === 1 ? 'gets' : 'get'} nobody new: ${flows.slice(0, 5).map((one) => plainText(one, 'flow')).join(', ')}${flows.length > 5 ? ' …' : ''}.`);
  if (configuration['syncDirection'] === 'both') sentences.push('The webhook of two-way sync is removed.');
  const segments = listOf(configuration['audienceSegmentIds']).length;
  if (segments > 0) sentences.push(`${counted(segments, 'segment')} ${segments === 1 ? 'is' : 'are'} no longer read.`);
  return sentences;
}
