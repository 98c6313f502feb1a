import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { ConnectorContext } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';
import { askTikTok, chooseFromTikTok, tiktokCall, tiktokErrors } from './tiktok.ts';

const text = z.optional(z.nullable(z.string()));
const post = z.object({ item_info: z.object({ item_id: z.string(), auth_code: text, text }), user_info: z.optional(z.object({ tiktok_name: text })), auth_info: z.optional(z.object({ auth_end_time: text })) });
const nothing = z.optional(z.unknown());

const rules: readonly ErrorRule[] = [
  { code: 40050, means: 'already_connected', detail: 'TikTok has this code already.' },
  { code: [40000, 40002], means: 'validation_failed', detail: 'TikTok does not take it: it may have run out, or was not copied whole.' },
  ...tiktokErrors,
];

/** The posts creators have let this ad account use, and until when. */
export function posts(advertiserId: string, token: string) {
  return {
    path: `/tt_video/list/?advertiser_id=${encodeURIComponent(advertiserId)}` as const, token, size: 50, list: 'list' as const, item: post,
    toOptions: ({ item_info: { item_id, text: said }, user_info, auth_info }: z.output<typeof post>): FieldOption[] => {
      const until = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/.exec(auth_info?.auth_end_time ?? '')?.[0];
      return [{ value: item_id, label: plainText(said, item_id), hint: [plainText(user_info?.tiktok_name, ''), until ? `until ${until}` : ''].filter(Boolean).join(' · ') || item_id }];
    },
  };
}

/**
 * Has TikTok redeem the codes it does not have yet, each once: which of them it has is read first, so a repeat redeems nothing twice.
 * Answers a sentence where one was refused, else nothing. Codes are named by their place, never by their text.
 */
export async function redeemCodes(codes: readonly string[], advertiserId: string, token: string, context: ConnectorContext): Promise<string | null> {
  const known = await redeemed(advertiserId, token, context);
  const refused: string[] = [];
  for (const [index, code] of codes.entries()) {
    if (known.has(code)) continue;
    const found = await refusals(['code'], () => redeem(code, advertiserId, token, context));
    if (found['code'] !== undefined) refused.push(`Code ${index + 1} of ${codes.length}: ${found['code']}`);
  }
  return refused.length > 0 ? `${refused.slice(0, 3).join(' ')} Ask the creator for a new one, enter it with the keys, and save again.` : null;
}

async function redeem(code: string, advertiserId: string, token: string, context: ConnectorContext): Promise<void> {
  try {
    await askTikTok(context, tiktokCall('/tt_video/authorize/', token, { advertiser_id: advertiserId, auth_code: code }), nothing, rules);
  } catch (error) {
    // Somebody was faster, or the list is behind: it is redeemed all the same.
    if (!isIntegrationsError(error, 'already_connected')) throw error;
  }
}

async function redeemed(advertiserId: string, token: string, context: ConnectorContext): Promise<Set<string>> {
  const codes = new Set<string>();
  const { path, size, item } = posts(advertiserId, token);
  let cursor: string | null = '1';
  for (let count = 0; cursor !== null && count < 10; count++) {
    const page: { nextCursor: string | null } = await chooseFromTikTok({ path, token, size, list: 'list', item, toOptions: ({ item_info }: z.output<typeof post>) => (item_info.auth_code ? (codes.add(item_info.auth_code), []) : []) }, { cursor }, context);
    cursor = page.nextCursor;
  }
  // Redeeming blindly what lies beyond would be refused for nothing.
  if (cursor !== null) throw new IntegrationsError('provider_unavailable', { detail: 'TikTok lists more posts than can be read here.' });
  return codes;
}
