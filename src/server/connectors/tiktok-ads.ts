import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/tiktok-ads/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { grantedBy } from './granted.ts';
import { counted } from './impact-words.ts';
import { matches } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { askTikTok, chooseFromTikTok, tiktokCall, tiktokErrors, tiktokHost } from './tiktok.ts';
import { optimizationEvents, pixels } from './tiktok-choices.ts';
import { posts, redeemCodes } from './tiktok-spark.ts';
import { forSignIns } from './for-sign-ins.ts';
import { tiktokAdsOAuth } from './tiktok-ads-oauth.ts';

type Keys = z.output<typeof fields>;

const advertisers = z.object({ list: z.array(z.object({ advertiser_id: z.string(), advertiser_name: z.optional(z.nullable(z.string())) })) });
const about = z.object({ list: z.array(z.object({ advertiser_id: z.optional(z.string()), name: z.optional(z.nullable(z.string())), currency: z.optional(z.string()), status: z.optional(z.string()) })) });
const centers = z.object({ bc_info: z.object({ bc_id: z.string(), name: z.optional(z.nullable(z.string())) }) });
const campaigns = z.object({ page_info: z.object({ total_number: z.number() }) });
const identities = z.object({ identity_list: z.array(z.object({ identity_id: z.string(), display_name: z.optional(z.nullable(z.string())) })) });

const rules: readonly ErrorRule[] = [
  { code: [40101, 40113], means: 'invalid_credentials', field: 'appSecret', detail: 'TikTok does not know this app ID with this secret. Copy both from Basic information of your app.' },
  { code: 40124, means: 'account_blocked', detail: 'TikTok has not approved the developer of this app yet. Finish the approval at business-api.tiktok.com, then try again.' },
  { code: [40300, 40301], means: 'invalid_credentials', field: 'advertiserId', detail: 'TikTok has no such ad account for this token. Copy the ID again from the account menu of TikTok Ads Manager.' },
  ...tiktokErrors,
];

/** TikTok Ads by token and app. One token may serve several ad accounts, so the chosen one has to be among them. */
export const tiktokAdsConnector: Connector = forSignIns('TikTok', ['advertiserId'], {
  provider: 'tiktok-ads',
  hosts: [tiktokHost],
  oauth2: tiktokAdsOAuth,

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const { list } = await listAdvertisers(keys, context);
      proof.passed('sign-in');
      const id = chosen(configuration) ?? keys.advertiserId;
      const granted = list.find((one) => one.advertiser_id === id);
      if (!granted) return proof.rejected('permission', notGranted(list));
      const details = await askTikTok(context, tiktokCall(`/advertiser/info/?advertiser_ids=${json([id])}&fields=${json(['advertiser_id', 'name', 'currency', 'status'])}`, keys.accessToken), about, rules);
      const found = details.list.find((one) => one.advertiser_id === id) ?? {};
      const name = plainText(found.name ?? granted.advertiser_name, `Ad account ${id}`);
      const account: Account = { id, label: found.currency === undefined ? name : `${name} (${plainText(found.currency, '')})` };
      const verified = proof.verified(account, standing(found.status));
      return { ...verified, ...(await grantedTo(id, keys.accessToken, context)) };
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    async advertiserId({ credentials, query = '' }, context): Promise<Page<FieldOption>> {
      const { list } = await listAdvertisers(requireFormat(fields, credentials), context);
      const items = list.map(({ advertiser_id, advertiser_name }) => ({ value: advertiser_id, label: plainText(advertiser_name, advertiser_id), hint: advertiser_id }));
      return { items: items.filter((item) => matches(item, query)), nextCursor: null };
    },
    pixelId: (query, context) => chooseFromTikTok(pixels(...accountAndToken(query)), query, context),
    optimizationEvent: async (query, context) => {
      const pixel = query.configuration['pixelId'];
      if (typeof pixel !== 'string') return none;
      return chooseFromTikTok(optimizationEvents(...accountAndToken(query), '', (one) => one.pixel_id === pixel), query, context);
    },
    identityId: identitiesOf,
    identityAuthorizedBcId: ({ credentials, ...query }, context) =>
      chooseFromTikTok({ path: '/bc/get/?', token: requireFormat(fields, credentials).accessToken, size: 50, list: 'list', item: centers, toOptions: ({ bc_info: { bc_id, name } }) => [{ value: bc_id, label: plainText(name, bc_id), hint: bc_id }] }, query, context),
    sparkItemIds: (query, context) => chooseFromTikTok(posts(...accountAndToken(query)), query, context),
  },

  async push(input, context): Promise<Record<string, string>> {
    const { configuration, fields: pending } = input;
    const field = 'sparkCreators';
    if (!pending.includes(field) || configuration['identityType'] !== 'AUTH_CODE' || !Array.isArray(configuration[field]) || configuration[field].length === 0) return {};
    const codes = requireFormat(fields, input.credentials).sparkAuthCodes?.split(' ') ?? [];
    if (codes.length === 0) return { [field]: 'No Spark codes are stored, so there is nothing to redeem. Enter them with the keys, then save again.' };
    const refused = await redeemCodes(codes, ...accountAndToken(input), context);
    return refused === null ? {} : { [field]: refused };
  },

  async impact(input, context) {
    const [advertiser, token] = accountAndToken(input);
    const filtering = encodeURIComponent(JSON.stringify({ primary_status: 'STATUS_DELIVERY_OK' }));
    const { page_info: { total_number: count } } = await askTikTok(context, tiktokCall(`/campaign/get/?advertiser_id=${advertiser}&filtering=${filtering}&page=1&page_size=1`, token), campaigns, rules);
    return { items: [], keeps: count > 0 ? [`${counted(count, 'campaign')} ${count === 1 ? 'is' : 'are'} active now.`] : [] };
  },
});

/** What the app behind the token was allowed. TikTok tells it only when the token is made, so each is tried by a call that changes nothing. */
function grantedTo(advertiser: string, token: string, context: ConnectorContext): Promise<{ granted?: readonly string[] }> {
  const tryIt = (path: `/${string}/?${string}`) => () => askTikTok(context, tiktokCall(path, token), z.optional(z.unknown()));
  return grantedBy({
    ads: tryIt(`/campaign/get/?advertiser_id=${advertiser}&page=1&page_size=1`),
    pixel: tryIt(`/pixel/list/?advertiser_id=${advertiser}&page=1&page_size=1`),
    creative: tryIt(`/tt_video/list/?advertiser_id=${advertiser}&page=1&page_size=1`),
  });
}

const none: Page<FieldOption> = { items: [], nextCursor: null };
const idForm = /^[0-9]{10,20}$/;

function chosen(configuration: Values | undefined): string | undefined {
  const id = configuration?.['advertiserId'];
  return typeof id === 'string' && idForm.test(id) ? id : undefined;
}

function accountAndToken({ credentials, configuration }: Pick<OptionsQuery, 'credentials' | 'configuration'>): [advertiser: string, token: string] {
  const keys = requireFormat(fields, credentials);
  return [chosen(configuration) ?? keys.advertiserId, keys.accessToken];
}

function listAdvertisers({ accessToken, appId, appSecret }: Keys, context: ConnectorContext) {
  return askTikTok(context, tiktokCall(`/oauth2/advertiser/get/?app_id=${appId}&secret=${encodeURIComponent(appSecret)}`, accessToken), advertisers, rules);
}

function notGranted(list: z.output<typeof advertisers>['list']): Problem {
  const others = list.slice(0, 3).map((one) => `${plainText(one.advertiser_name, '')} (${plainText(one.advertiser_id, '')})`).join(', ');
  const detail = `This token was not given that ad account. ${others ? `It serves ${others}.` : 'It serves none.'} Enter one of those, or give the app access to the account.`;
  return new IntegrationsError('insufficient_permission', { detail, fields: { advertiserId: detail } }).problem;
}

/** An account that is not enabled can be read, so it is told and does not reject. */
function standing(status: string | undefined): 'passed' | Problem {
  if (status === undefined || status === 'STATUS_ENABLE') return 'passed';
  return new IntegrationsError('account_blocked', { detail: 'TikTok says this ad account is not active, so no ads run. Resolve it in TikTok Ads Manager.' }).problem;
}

async function identitiesOf(query: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const { identityType, identityAuthorizedBcId } = query.configuration;
  const kind = identityType === 'TT_USER' || identityType === 'BC_AUTH_TT' ? identityType : null;
  const center = typeof identityAuthorizedBcId === 'string' && /^[0-9]{1,20}$/.test(identityAuthorizedBcId) ? identityAuthorizedBcId : null;
  if (!kind || (kind === 'BC_AUTH_TT' && !center)) return none;
  const [advertiser, token] = accountAndToken(query);
  const found = await askTikTok(context, tiktokCall(`/identity/get/?advertiser_id=${advertiser}&identity_type=${kind}${kind === 'BC_AUTH_TT' ? `&identity_authorized_bc_id=${center}` : ''}`, token), identities, rules);
  const items = found.identity_list.map(({ identity_id, display_name }) => ({ value: identity_id, label: plainText(display_name, identity_id) }));
  return { items: items.filter((item) => matches(item, query.query ?? '')), nextCursor: null };
}

/** Lists travel as JSON inside the address. */
const json = (list: readonly string[]) => encodeURIComponent(JSON.stringify(list));
