import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account, Values } from '../../core/integration.ts';
import { isBlank } from '../../core/visibility.ts';
import { barePrefix, prefixOfKey } from '../../providers/mailchimp/credentials.ts';
import { bareKey } from '../../providers/paste.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { askMailchimp, audienceOf, datacenter, mailchimpCall, mailchimpForm, mailchimpErrors, type MailchimpKeys, mailchimpStoreOf, orGone, readAudience } from './mailchimp-api.ts';
import { departFromMailchimp } from './mailchimp-depart.ts';
import { mailchimpImpact } from './mailchimp-impact.ts';
import { mailchimpOptions } from './mailchimp-options.ts';
import { pushToMailchimp } from './mailchimp-push.ts';
import { mailchimpStoreStands } from './mailchimp-store.ts';
import { sendMailchimpTest } from './mailchimp-test.ts';
import { isMissingHost } from './missing-host.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { forSignIns } from './for-sign-ins.ts';
import { mailchimpLoginHost, mailchimpOAuth } from './mailchimp-oauth.ts';

const root = z.object({ account_id: z.string(), account_name: z.optional(z.nullable(z.string())), email: z.optional(z.string()) });
const counts = z.object({ total_items: z.number() });

/** Mailchimp by API key. The key's end names the datacenter, which becomes the host: it is judged before anything is sent. */
export const mailchimpConnector: Connector = forSignIns('Mailchimp', ['audienceId'], {
  provider: 'mailchimp',
  hosts: [{ label: datacenter, suffix: '.api.mailchimp.com' }, mailchimpLoginHost],
  oauth2: mailchimpOAuth,

  normalise(credentials) {
    const { apiKey, serverPrefix } = credentials;
    const given = typeof serverPrefix === 'string' && !isBlank(serverPrefix) ? barePrefix(serverPrefix) : undefined;
    const derived = typeof apiKey === 'string' ? prefixOfKey(bareKey(apiKey)) : null;
    return { ...credentials, ...(given ?? derived ? { serverPrefix: given ?? derived } : {}) };
  },

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(mailchimpForm(credentials), mailchimpConnector.normalise?.(credentials) ?? credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const found = await askMailchimp(context, mailchimpCall(keys, '/?fields=account_id,account_name,email,role'), mailchimpErrors, root);
      proof.passed('reach');
      proof.passed('sign-in');
      proof.passed('permission');
      const account: Account = { id: plainText(found.account_id, ''), label: plainText(found.account_name, found.email ? plainText(found.email, 'Mailchimp account') : 'Mailchimp account') };
      return proof.verified(account, await audienceStands(configuration, keys, context));
    } catch (error) {
      return proof.refused(isMissingHost(error) ? noSuchPrefix(keys.serverPrefix) : error);
    }
  },

  options: mailchimpOptions,
  push: pushToMailchimp,
  depart: departFromMailchimp,
  undoes: (choices) => ['inboundUrl', 'storeImporting', ...(choices.includes('store') ? ['ecommerceSync'] : [])],
  sendTest: sendMailchimpTest,

  impact({ credentials, configuration }, context) {
    const keys = () => requireFormat(mailchimpForm(credentials), credentials);
    const running = async () => (await askMailchimp(context, mailchimpCall(keys(), '/automations?status=sending&count=1&fields=total_items'), mailchimpErrors, counts)).total_items;
    const orders = async (audience: string) => askMailchimp(context, mailchimpCall(keys(), `/ecommerce/stores/${encodeURIComponent(mailchimpStoreOf(audience))}/orders?count=1&fields=total_items`), orGone, counts).then(
      ({ total_items: count }) => count,
      (error: unknown) => {
        if (isIntegrationsError(error, 'not_found')) return null;
        throw error;
      },
    );
    return mailchimpImpact(configuration, async (id) => readAudience(id, keys(), context), running, orders);
  },
});

function noSuchPrefix(prefix = ''): IntegrationsError {
  const detail = `Mailchimp has no server named ${prefix}, so the key could not be checked. Use the end of your key, such as us21.`;
  return new IntegrationsError('validation_failed', { detail, fields: { serverPrefix: detail } });
}

/** Does the configured audience exist, and its store where there has to be one? A missing one is told without rejecting the key. */
async function audienceStands(configuration: Values | undefined, keys: MailchimpKeys, context: ConnectorContext): Promise<'passed' | 'skipped' | Problem> {
  const id = audienceOf(configuration);
  if (id === null) return 'skipped';
  try {
    await readAudience(id, keys, context);
    return configuration?.['ecommerceSync'] === true ? await mailchimpStoreStands(id, configuration, keys, context) : 'passed';
  } catch (error) {
    if (isIntegrationsError(error, 'validation_failed') || isIntegrationsError(error, 'insufficient_permission')) return error.problem;
    throw error;
  }
}
