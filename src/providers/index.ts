import type { ProviderDefinition } from '../core/provider.ts';
import { klaviyo } from './klaviyo/provider.ts';
import { mailchimp } from './mailchimp/provider.ts';
import { twilio } from './twilio/provider.ts';

export { klaviyo, mailchimp, twilio };

/** Every provider this package knows. Import single ones to leave the others out of a bundle. */
export const builtinProviders: readonly ProviderDefinition[] = [klaviyo, mailchimp, twilio];

/** Headings of the page by category id, in their order. */
export const builtinCategories: Readonly<Record<string, string>> = { analytics: 'Analytics', advertising: 'Advertising', email: 'Email', sms: 'SMS' };
