import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';
import { plainText } from './provider-text.ts';

/** What a disconnect of Klaviyo stops, counted. `nameOfList` asks Klaviyo; where it cannot, the sentence goes without a name. */
export async function klaviyoImpact(configuration: Values, nameOfList: (id: string) => Promise<string | null>): Promise<string[]> {
  const sentences: string[] = [];
  const list = configuration['listId'];
  if (configuration['listSyncEnabled'] !== false && typeof list === 'string') {
    const name = await nameOfList(list).catch(() => null);
    sentences.push(`1 list stops syncing${name ? `: ${plainText(name, list)}` : ''}.`);
  }
  const events = listOf(configuration['storeEvents']).length;
  if (events > 0) sentences.push(`${counted(events, 'store event')} no longer ${events === 1 ? 'reaches' : 'reach'} Klaviyo. Flows stay live there but get no new entrants.`);
  const segments = listOf(configuration['audienceSegmentIds']).length;
  if (segments > 0) sentences.push(`${counted(segments, 'segment')} ${segments === 1 ? 'is' : 'are'} no longer read.`);
  sentences.push('People who unsubscribe in Klaviyo meanwhile are not marked in your store.');
  return sentences;
}
