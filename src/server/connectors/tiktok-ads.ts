import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/tiktok-ads/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { matches } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { askTikTok, chooseFromTikTok, tiktokCall, tiktokErrors, tiktokHost } from './tiktok.ts';
import { optimizationEvents, pixels } from './tiktok-choices.ts';

type Keys = z.output<typeof fields>;

const advertisers = z.object({ list: z.array(z.object({ advertiser_id: z.string(), advertiser_name: z.optional(z.nullable(z.string())) })) });
const about = z.object({ list: z.array(z.object({ advertiser_id: z.optional(z.string()), name: z.optional(z.nullable(z.string())), currency: z.optional(z.string()), status: z.optional(z.string()) })) });
const identities = z.object({ identity_list: z.array(z.object({ identity_id: z.string(), display_name: z.optional(z.nullable(z.string())) })) });

const rules: readonly ErrorRule[] = [
  { code: [40101, 40113], means: 'invalid_credentials', field: 'appSecret', detail: 'TikTok does not know this app ID with this secret. Copy both from Basic information of your app.' },
  { code: 40124, means: 'account_blocked', detail: 'TikTok has not approved the developer of this app yet. Finish the approval at business-api.tiktok.com, then try again.' },
  { code: [40300, 40301], means: 'invalid_credentials', field: 'advertiserId', detail: 'TikTok has no such ad account for this token. Copy the ID again from the account menu of TikTok Ads Manager.' },
  ...tiktokErrors,
];

/** TikTok Ads by token and app. One token may serve several ad accounts, so the chosen one has to be among them. */
export const tiktokAdsConnector: Connector = {
  provider: 'tiktok-ads',
  hosts: [tiktokHost],

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
      return proof.verified(account, standing(found.status));
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
  },
};

const none: Page<FieldOption> = { items: [], nextCursor: null };
const idForm = /^[0-9]{10,20}$/;

function chosen(configuration: Values | undefined): string | undefined {
  const id = configuration?.['advertiserId'];
  return typeof id === 'string' && idForm.test(id) ? id : undefined;
}

function accountAndToken({ credentials, configuration }: OptionsQuery): [advertiser: string, token: string] {
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
