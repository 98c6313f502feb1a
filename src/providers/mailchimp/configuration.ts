import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { emailAddress, shortText, wholeNumber } from '../text-inputs.ts';

const audience = 'Audience sync';
const automation = 'Campaign automation';
const tags = 'Tag mapping';
const reporting = 'Reporting';

const newStatus = choices({ subscribed: 'Subscribed', pending: 'Pending, with a confirmation mail' });
const existing = choices({ update_fields: 'Update their details', leave: 'Leave them as they are' });
const deletion = choices({ nothing: 'Do nothing', unsubscribe: 'Unsubscribe', archive: 'Archive the contact' });
const inbound = choices({ subscribe: 'Subscribed', unsubscribe: 'Unsubscribed', profile: 'Details changed', cleaned: 'Address bounced', upemail: 'Address changed', campaign: 'Campaign sent' });
const sources = choices({ user: 'Contacts themselves', admin: 'People in Mailchimp', api: 'Other tools' });
const carts = choices({ all: 'Everybody’s carts', subscribed: 'Carts of subscribed contacts', disabled: 'None' });
const events = choices({ order_placed: 'Order placed', order_shipped: 'Order shipped', product_viewed: 'Product viewed', review_written: 'Review written' });
const tagging = choices({ customer_group: 'Customer group', first_order: 'First order', repeat_customer: 'Repeat customer', newsletter_form: 'Signed up by form' });
const kinds = choices({ regular: 'Regular', plaintext: 'Plain text', absplit: 'A/B test', rss: 'RSS', variate: 'Multivariate' });
const metrics = choices({
  emails_sent: 'Emails sent', 'opens.unique_opens': 'Unique opens', 'opens.open_rate': 'Open rate', 'clicks.click_rate': 'Click rate', unsubscribed: 'Unsubscribed',
  'bounces.hard_bounces': 'Hard bounces', 'bounces.soft_bounces': 'Soft bounces', abuse_reports: 'Abuse reports', 'ecommerce.total_orders': 'Orders', 'ecommerce.total_revenue': 'Revenue', 'ecommerce.total_spent': 'Total spent',
});
const whenReporting = { field: 'reportingEnabled', equals: true } as const;
/** Ids of Mailchimp objects, such as 1a2df69511. The shape keeps a foreign text out of addresses. */
const objectId = () => z.string('Choose one from Mailchimp.').check(z.regex(/^[A-Za-z0-9]{1,64}$/, 'Choose one from Mailchimp.'));

export const configuration = z.object({
  audienceId: field(objectId(), { label: 'Audience', section: audience, control: 'combobox', options: 'remote', effect: 'Another audience starts with an empty sync; contacts stay in the old one.' }),
  newContactStatus: field(z._default(z.enum(newStatus.values), 'subscribed'), { label: 'Add customers who opted in as', section: audience, control: 'radio', options: newStatus.options, help: 'Choose pending where the audience uses double opt-in.' }),
  syncNonSubscribers: field(z._default(z.boolean(), false), { label: 'Also add customers who did not opt in', section: audience, control: 'switch', effect: 'They get no marketing, but may count towards your Mailchimp plan.' }),
  existingContacts: field(z._default(z.enum(existing.values), 'update_fields'), { label: 'Existing contacts', section: audience, control: 'select', options: existing.options, help: 'Unsubscribed and bounced contacts are never subscribed again.' }),
  interestIds: field(z._default(z.array(objectId()).check(z.maxLength(60, 'Choose at most 60 groups.')), []), { label: 'Groups', section: audience, control: 'combobox', options: 'remote', dependsOn: ['audienceId'], help: 'New contacts join these groups.' }),
  onCustomerDeleted: field(z._default(z.enum(deletion.values), 'nothing'), { label: 'When a customer is deleted', section: audience, control: 'select', options: deletion.options }),
  inboundEvents: field(z._default(z.array(z.enum(inbound.values)), ['unsubscribe', 'cleaned', 'upemail']), { label: 'Listen for', section: audience, control: 'checkboxes', options: inbound.options, remote: true }),
  inboundSources: field(z._default(z.array(z.enum(sources.values)), ['user', 'admin']), { label: 'Changes made by', section: audience, control: 'checkboxes', options: sources.options, effect: '“Other tools” includes this store: its own changes come back.', remote: true }),

  ecommerceSync: field(z._default(z.boolean(), false), { label: 'Send orders and carts', section: automation, control: 'switch', effect: 'Creates a store in Mailchimp that is tied to the audience.' }),
  cartTracking: field(z._default(z.enum(carts.values), 'subscribed'), { label: 'Cart tracking', section: automation, control: 'select', options: carts.options, showWhen: { field: 'ecommerceSync', equals: true } }),
  storeEvents: field(z._default(z.array(z.enum(events.values)), []), { label: 'Store events to send', section: automation, control: 'checkboxes', options: events.options, help: 'Each can start an automation flow.' }),
  fromName: field(z.optional(shortText(100)), { label: 'Sender name', section: automation, help: 'Blank: the audience’s own.' }),
  replyTo: field(z.optional(emailAddress()), { label: 'Reply-to address', section: automation }),
  subjectPrefix: field(z.optional(shortText(50)), { label: 'Text before every subject', section: automation }),

  defaultTags: field(z._default(z.array(shortText(100).check(z.minLength(1, 'Write a tag.'))).check(z.maxLength(30, 'Use at most 30 tags.')), []), { label: 'Tags for every contact', section: tags, control: 'tags', options: 'remote', dependsOn: ['audienceId'], help: 'A new tag is created in Mailchimp.' }),
  tagSources: field(z._default(z.array(z.enum(tagging.values)), []), { label: 'Tag contacts by', section: tags, control: 'checkboxes', options: tagging.options }),
  suppressTagAutomations: field(z._default(z.boolean(), true), { label: 'Tags of the first import start no automations', section: tags, control: 'switch' }),

  reportingEnabled: field(z._default(z.boolean(), true), { label: 'Campaign reports', section: reporting, control: 'switch' }),
  reportTypes: field(z._default(z.array(z.enum(kinds.values)), ['regular']), { label: 'Kinds of campaign', section: reporting, control: 'checkboxes', options: kinds.options, showWhen: whenReporting }),
  reportMetrics: field(z._default(z.array(z.enum(metrics.values)), metrics.values.slice(0, 4)), { label: 'Figures', section: reporting, control: 'checkboxes', options: metrics.options, help: 'Orders and revenue need “Send orders and carts”.', showWhen: whenReporting }),
  lookbackDays: field(z._default(wholeNumber(1, 365), 30), { label: 'Period', section: reporting, control: 'number', unit: 'days', showWhen: whenReporting }),
  trackOpens: field(z._default(z.boolean(), true), { label: 'Track opens', section: reporting, control: 'switch', help: 'Always on for multivariate campaigns.' }),
  trackClicks: field(z._default(z.boolean(), true), { label: 'Track clicks', section: reporting, control: 'switch', help: 'Always on for multivariate campaigns.' }),
  ecomm360: field(z._default(z.boolean(), false), { label: 'Track purchases from campaigns', section: reporting, control: 'switch' }),
  // Mailchimp counts bytes; plain characters make the two the same.
  googleAnalyticsTag: field(z.optional(z.string().check(z.trim(), z.regex(/^[ -~]{0,50}$/, 'Use at most 50 plain letters, digits and signs.'))), { label: 'Google Analytics tag', section: reporting }),
  showIndustryBenchmark: field(z._default(z.boolean(), false), { label: 'Compare with my industry', section: reporting, control: 'switch', showWhen: whenReporting }),
});
