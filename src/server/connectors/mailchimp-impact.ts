import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';
import { plainText } from './provider-text.ts';

/** What a disconnect of Mailchimp stops, counted; what it always stops is in its definition. `audienceOf`, `running` and `ordersOf` ask Mailchimp; where it cannot be asked, the sentences go without figures. */
export async function mailchimpImpact(
  configuration: Values,
  audienceOf: (id: string) => Promise<{ name: string; stats?: { member_count?: number | undefined } | undefined }>,
  running: () => Promise<number>,
  ordersOf: (audience: string) => Promise<number>,
): Promise<string[]> {
  const sentences: string[] = [];
  const id = configuration['audienceId'];
  if (typeof id === 'string' && /^[A-Za-z0-9]{1,64}$/.test(id)) {
    const found = await audienceOf(id).catch(() => null);
    const members = found?.stats?.member_count;
    sentences.push(found ? `The audience “${plainText(found.name, id)}” stops syncing${members === undefined ? '' : ` (${counted(members, 'contact')})`}.` : '1 audience stops syncing.');
  }
  const orders = configuration['ecommerceSync'] === true && typeof id === 'string' ? await ordersOf(id).catch(() => null) : null;
  if (orders !== null) sentences.push(`The store in Mailchimp holds ${counted(orders, 'order')}.`);
  const events = listOf(configuration['eventMap']).length + listOf(configuration['journeyTriggers']).length;
  if (events > 0) sentences.push(`${counted(events, 'store event')} no longer ${events === 1 ? 'starts' : 'start'} automations.`);
  const classic = await running().catch(() => 0);
  if (classic > 0) sentences.push(`${counted(classic, 'classic automation')} ${classic === 1 ? 'goes' : 'go'} on sending in Mailchimp.`);
  if (configuration['reportingEnabled'] !== false) sentences.push('Campaign reports are no longer read.');
  return sentences;
}
