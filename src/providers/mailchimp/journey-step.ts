import * as z from 'zod/mini';
import { withoutBlanks } from '../paste.ts';

/**
 * The step of a flow that an API trigger starts. Mailchimp shows it as an address; only its two numbers are kept,
 * so that a call can never go to another host. https://mailchimp.com/developer/marketing/api/customer-journeys-journeys-steps-actions/
 */
export function journeyStep() {
  return z.string('Paste the address of the trigger.').check(
    z.overwrite((value) => withoutBlanks(value).replace(/^https:\/\/[a-z]{2,4}[0-9]{1,3}\.api\.mailchimp\.com\/3\.0\/customer-journeys\/(journeys\/[0-9]{1,12}\/steps\/[0-9]{1,12})\/actions\/trigger$/, '$1')),
    z.regex(/^journeys\/[0-9]{1,12}\/steps\/[0-9]{1,12}$/, 'Paste the address that ends in /actions/trigger.'),
  );
}
