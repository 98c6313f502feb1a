import * as z from 'zod/mini';
import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import type { Values } from '../../core/integration.ts';
import { customerOf, type GoogleAdsSession, searchGoogleAds } from './google-ads-api.ts';
import { counted, listOf } from './impact-words.ts';

const campaign = z.object({ campaign: z.object({ id: z.string() }) });

/** What a disconnect of Google Ads stops and what runs on, counted; what it always does is in its definition. `open` signs in; where that fails, campaigns go uncounted. */
export async function googleAdsImpact(configuration: Values, open: () => Promise<GoogleAdsSession>): Promise<DisconnectImpact> {
  const items: string[] = [];
  const running = await countCampaigns(configuration, open).catch(() => null);
  const actions = listOf(configuration['conversionActionIds']).length + listOf(configuration['newConversionActions']).length;
  if (actions > 0) items.push(`${counted(actions, 'conversion action')} no longer ${actions === 1 ? 'gets' : 'get'} conversions from here.`);
  if (configuration['audienceSyncEnabled'] === true && typeof configuration['userListId'] === 'string') items.push('1 user list is no longer kept in step, and its members expire.');
  return { items, keeps: running ? [`${counted(running.count, 'campaign')}${running.more ? ' or more' : ''} ${running.count === 1 ? 'is' : 'are'} active now.`] : [] };
}

async function countCampaigns(configuration: Values, open: () => Promise<GoogleAdsSession>): Promise<{ count: number; more: boolean } | null> {
  const session = await open();
  const { results = [], nextPageToken } = await searchGoogleAds(session, customerOf(configuration, session.keys), 'SELECT campaign.id FROM campaign WHERE campaign.status = "ENABLED"', campaign);
  return results.length > 0 ? { count: results.length, more: Boolean(nextPageToken) } : null;
}
