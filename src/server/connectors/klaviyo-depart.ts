import { isIntegrationsError } from '../../core/errors.ts';
import type { Connector } from '../connector.ts';
import { klaviyoAccess } from './klaviyo-api.ts';
import { removeKlaviyoWebhook } from './klaviyo-webhook.ts';

/** Removes the webhook of two-way sync, also where the direction was changed back and Klaviyo has kept it. */
export const departFromKlaviyo: NonNullable<Connector['depart']> = async ({ credentials, configuration, webhook }, context) => {
  if (!webhook) return;
  try {
    await removeKlaviyoWebhook(webhook, klaviyoAccess(credentials), context);
  } catch (error) {
    // Who may not see webhooks has made none, unless it was set.
    if (configuration['syncDirection'] === 'both' || !isIntegrationsError(error, 'insufficient_permission')) throw error;
  }
};
