import * as z from 'zod/mini';
import { isIntegrationsError } from '../../core/errors.ts';
import type { Connector } from '../connector.ts';
import { ask } from './ask.ts';
import { requireFormat } from './format.ts';
import { audienceOf, mailchimpCall, mailchimpForm, mailchimpStoreOf, orGone } from './mailchimp-api.ts';
import { endMailchimpImport } from './mailchimp-store.ts';

const webhooks = z.object({ webhooks: z.array(z.object({ id: z.string(), url: z.string() })) });

/** Removes the webhook of the shop's address, and ends an import; the store of the audience only where that was chosen, as its orders and carts go with it. */
export const departFromMailchimp: NonNullable<Connector['depart']> = async ({ credentials, configuration, choices }, context) => {
  const keys = requireFormat(mailchimpForm(credentials), credentials);
  const audience = audienceOf(configuration);
  if (audience === null) return;
  const told = async (path: string, send?: { method: 'DELETE' }) => {
    try {
      return await ask(context, mailchimpCall(keys, path, send), { name: 'Mailchimp', rules: orGone, shape: z.unknown() });
    } catch (error) {
      if (isIntegrationsError(error, 'not_found')) return null;
      throw error;
    }
  };
  const url = configuration['inboundUrl'];
  const path = `/lists/${encodeURIComponent(audience)}/webhooks`;
  const known = typeof url === 'string' ? z.safeParse(webhooks, await told(`${path}?count=1000`)).data?.webhooks ?? [] : [];
  for (const { id } of known.filter((one) => one.url === url)) await told(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' });
  if (!choices.includes('store') && configuration['ecommerceSync'] === true) await endMailchimpImport(audience, keys, context);
  if (choices.includes('store')) await told(`/ecommerce/stores/${encodeURIComponent(mailchimpStoreOf(audience))}`, { method: 'DELETE' });
};
