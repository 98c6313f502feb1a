import * as z from 'zod/mini';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { AnalyticsAdmin } from './google-analytics-admin.ts';
import { counted, listOf } from './impact-words.ts';
import { plainText } from './provider-text.ts';

const keyEvent = z.object({ eventName: z.string() });
const link = z.object({ name: z.string() });

/** What a disconnect of Google Analytics stops, counted; what it always stops is in its definition. `open` signs in to the property where that is possible; without it the store's own settings are counted. */
export async function analyticsImpact(configuration: Values, open: () => Promise<AnalyticsAdmin> | null): Promise<string[]> {
  const sent = new Set([...listOf(configuration['enabledEvents']), ...listOf(configuration['customEvents']).flatMap((one) => (isPlainObject(one) && one['enabled'] !== false ? one['name'] : []))].filter((one) => typeof one === 'string'));
  const sentences: string[] = [];
  if (sent.size > 0) sentences.push(`${counted(sent.size, 'kind')} of event ${sent.size === 1 ? 'is' : 'are'} no longer sent.`);
  const kept = await readProperty(open).catch(() => null);
  const goals = (kept?.goals ?? listOf(configuration['keyEvents']).flatMap((one) => (isPlainObject(one) && typeof one['eventName'] === 'string' ? one['eventName'] : []))).filter((one) => sent.has(one));
  if (goals.length > 0) sentences.push(`${counted(goals.length, 'key event')} ${goals.length === 1 ? 'stops' : 'stop'} counting: ${goals.slice(0, 5).map((one) => plainText(one, 'event')).join(', ')}${goals.length > 5 ? ' …' : ''}.`);
  if (kept && kept.links > 0) sentences.push(`${counted(kept.links, 'linked Google Ads account')} ${kept.links === 1 ? 'imports' : 'import'} nothing new from here.`);
  return sentences;
}

async function readProperty(open: () => Promise<AnalyticsAdmin> | null): Promise<{ goals: string[]; links: number } | null> {
  const opening = open();
  if (!opening) return null;
  const admin = await opening;
  const goals = (await admin.all('keyEvents', 'keyEvents', keyEvent)).map(({ eventName }) => eventName);
  return { goals, links: (await admin.all('googleAdsLinks', 'googleAdsLinks', link)).length };
}
