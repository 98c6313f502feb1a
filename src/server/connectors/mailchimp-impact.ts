import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import type { Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';
import { plainText } from './provider-text.ts';

/**
 * What a disconnect of Mailchimp stops, leaves and can remove, counted; what it always does is in its definition. `audienceOf`, `running` and
 * `ordersOf` (null: there is no store) ask Mailchimp; where it cannot be asked, the sentences go without figures.
 */
export async function mailchimpImpact(
  configuration: Values,
  audienceOf: (id: string) => Promise<{ name: string; stats?: { member_count?: number | undefined } | undefined }>,
  running: () => Promise<number>,
  ordersOf: (audience: string) => Promise<number | null>,
): Promise<DisconnectImpact> {
  const items: string[] = [];
  const keeps: string[] = [];
  let store: string | undefined;
  const id = configuration['audienceId'];
  if (typeof id === 'string' && /^[A-Za-z0-9]{1,64}$/.test(id)) {
    const found = await audienceOf(id).catch(() => null);
    const members = found?.stats?.member_count;
    items.push(found ? `The audience “${plainText(found.name, id)}” stops syncing${members === undefined ? '' : ` (${counted(members, 'contact')})`}.` : '1 audience stops syncing.');
    // A store of before may be there although orders are no longer sent.
    store = await ordersOf(id).then((orders) => (orders === null ? 'There is no such store now.' : `It holds ${counted(orders, 'order')}. What is removed cannot be brought back.`), () => undefined);
  }
  const events = listOf(configuration['eventMap']).length + listOf(configuration['journeyTriggers']).length;
  if (events > 0) items.push(`${counted(events, 'store event')} no longer ${events === 1 ? 'starts' : 'start'} automations.`);
  const classic = await running().catch(() => 0);
  if (classic > 0) keeps.push(`${counted(classic, 'classic automation')} ${classic === 1 ? 'goes' : 'go'} on sending in Mailchimp.`);
  if (configuration['reportingEnabled'] !== false) items.push('Campaign reports are no longer read.');
  return { items, keeps, ...(store !== undefined && { choices: { store } }) };
}
