import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import type { Connector } from '../connector.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { customerOf, googleAdsForm, googleAdsHost, openGoogleAds, searchGoogleAds, spelledCustomer } from './google-ads-api.ts';
import { chooseConversionActions, chooseCustomers, chooseUserLists } from './google-ads-choices.ts';
import { pushConversionActions } from './google-ads-conversions.ts';
import { googleAdsImpact } from './google-ads-impact.ts';
import { googleTokenHost } from './google-session.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';
import { forSignIns } from './for-sign-ins.ts';
import { googleAdsOAuth } from './google-ads-oauth.ts';

// Numbers of 64 bits come as text.
const customer = z.object({ id: z.string(), descriptiveName: z.optional(z.string()), currencyCode: z.optional(z.string()), manager: z.optional(z.boolean()), testAccount: z.optional(z.boolean()), status: z.optional(z.string()) });

/** Google Ads by OAuth client and refresh token. Google has no narrower access than to everything, so what may be changed is kept by the store. */
export const googleAdsConnector: Connector = forSignIns('Google Ads', ['customerId', 'loginCustomerId'], {
  provider: 'google-ads',
  hosts: [googleTokenHost, googleAdsHost],
  oauth2: googleAdsOAuth,

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(googleAdsForm(credentials), credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const session = await openGoogleAds(keys, context);
      proof.passed('sign-in');
      if (session.scopes && !session.scopes.includes('adwords')) {
        const detail = 'This refresh token was made without the scope adwords. Make one with it, and leave every permission ticked.';
        throw new IntegrationsError('insufficient_permission', { detail, fields: { refreshToken: detail } });
      }
      const { results = [] } = await searchGoogleAds(session, customerOf(configuration, keys), 'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.manager, customer.test_account, customer.status FROM customer LIMIT 1', z.object({ customer }));
      const own = results[0]?.customer;
      if (!own) throw new IntegrationsError('provider_unavailable', { detail: 'Google Ads answered without the account, so nothing could be checked. Nothing was changed; try again later.' });
      proof.passed('permission');
      const trouble = troubleWith(own);
      if (trouble) return proof.rejected('resource', trouble, accountOf(own));
      return { ...proof.verified(accountOf(own), 'passed'), ...(session.scopes && { granted: session.scopes }) };
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: { customerId: chooseCustomers, conversionActionIds: chooseConversionActions, userListId: chooseUserLists },

  push({ credentials, configuration, fields: paths }, context) {
    return refusals(paths.filter((path) => path === 'newConversionActions'), async () => pushConversionActions(await openGoogleAds(requireFormat(googleAdsForm(credentials), credentials), context), configuration));
  },

  impact: ({ credentials, configuration }, context) => googleAdsImpact(configuration, () => openGoogleAds(requireFormat(googleAdsForm(credentials), credentials), context)),
});

function accountOf({ id, descriptiveName, currencyCode, testAccount }: z.output<typeof customer>): Account {
  const notes = [currencyCode && plainText(currencyCode, ''), testAccount && 'test account'].filter(Boolean).join(', ');
  return { id, label: plainText(descriptiveName, spelledCustomer(id)) + (notes ? ` (${notes})` : '') };
}

/** What keeps campaigns from running in an account that can be read. */
function troubleWith({ manager, status }: z.output<typeof customer>): Problem | null {
  const refused = (code: 'validation_failed' | 'account_blocked', detail: string) => new IntegrationsError(code, { detail, fields: { customerId: detail } }).problem;
  if (manager) return refused('validation_failed', 'This is a manager account, which runs no campaigns. Enter it as Manager account, and the account below it as Customer ID.');
  if (status !== undefined && ['CANCELED', 'CANCELLED', 'SUSPENDED', 'CLOSED'].includes(status)) return refused('account_blocked', `Google says this account is ${status.toLowerCase()}, so no campaign can run. Resolve it in Google Ads.`);
  return null;
}
