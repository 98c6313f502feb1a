import * as z from 'zod/mini';
import { blank, choose, fits, given, many, must, named, one, rows, toggle, when } from '../choices.ts';
import { customerFields, shopEvents } from '../shop-vocabulary.ts';
import { emailAddress, shortText, someText, webAddress, wholeNumber } from '../text-inputs.ts';
import { journeyStep } from './journey-step.ts';

const audience = 'Audience sync';
const automation = 'Campaign automation';
const tags = 'Tag mapping';
const reporting = 'Reporting';

/** Ids of Mailchimp objects, such as 1a2df69511. The shape keeps a foreign text out of addresses. */
const objectId = /^[A-Za-z0-9]{1,64}$/;
const fromMailchimp = 'Choose one from Mailchimp.';
const createUrl = 'https://us1.admin.mailchimp.com/lists/';
const ofAudience = { options: 'remote', dependsOn: ['audienceId'], createUrl } as const;
const id = () => z.string(fromMailchimp).check(z.regex(objectId, fromMailchimp));
const kept = (more: object) => ({ remote: true, dependsOn: ['audienceId', 'inboundUrl'], ...more });
const reported = when('reportingEnabled', true);
const selling = when('ecommerceSync', true, true);
const storeEvent = () => choose('', 'Store event', shopEvents);
const tag = () => z.string('Write a tag.').check(z.trim(), z.minLength(1, 'Write a tag.'), z.maxLength(100));

export const configuration = z.object({
  audienceId: must(audience, 'Audience', id(), { options: 'remote', createUrl, effect: 'Contacts stay in the old audience.' }),
  newContactStatus: one(audience, 'Add customers who opted in as', { subscribed: 'Subscribed', pending: 'Pending, with a confirmation mail' }, 'subscribed'),
  syncNonSubscribers: toggle(audience, 'Also add customers who did not opt in', false, { effect: 'They may count towards your plan.' }),
  existingContacts: one(audience, 'Existing contacts', { update_fields: 'Update their details', leave: 'Leave them as they are' }, 'update_fields', { help: 'Nobody is subscribed again.' }),
  mergeFieldMap: rows(audience, 'Merge fields', { from: choose('', 'In the shop', customerFields), to: must('', 'In Mailchimp', z.string().check(z.regex(/^\w{1,30}$/)), { unique: true, ...ofAudience }) }, 17, [{ from: 'first_name', to: 'FNAME' }, { from: 'last_name', to: 'LNAME' }], { help: 'Map what the audience requires.' }),
  skipMergeValidation: toggle(audience, 'Add contacts who lack required fields', false),
  interestIds: given(audience, 'Groups', z.array(id()).check(z.maxLength(60)), [], { ...ofAudience, help: 'For new contacts.' }),
  marketingPermissions: rows(audience, 'GDPR permissions', { from: must('', 'Permission', id(), ofAudience), to: choose('', 'Given', named('with_consent by_form always never')) }, 10, [], {}),
  onCustomerDeleted: one(audience, 'When a customer is deleted', { nothing: 'Do nothing', unsubscribe: 'Unsubscribe', archive: 'Archive the contact' }, 'nothing'),
  inboundUrl: blank(audience, 'Webhook address', webAddress(), { help: 'Of your shop, hard to guess.', ...kept({}), dependsOn: ['audienceId'] }),
  inboundEvents: many(audience, 'Listen for', { subscribe: 'Subscribed', unsubscribe: 'Unsubscribed', profile: 'Details changed', cleaned: 'Address bounced', upemail: 'Address changed', campaign: 'Campaign sent' }, ['unsubscribe', 'cleaned', 'upemail'], kept({})),
  inboundSources: many(audience, 'Changes made by', { user: 'Contacts themselves', admin: 'People in Mailchimp', api: 'Other tools' }, ['user', 'admin'], kept({ effect: '“Other tools” includes this store.' })),
  syncSchedule: blank(audience, 'Schedule', z.string(), { control: 'schedule', help: 'Off: each change at once.' }),

  ecommerceSync: toggle(automation, 'Send orders and carts', false, { effect: 'Creates a store in Mailchimp for this audience.', remote: true, dependsOn: ['audienceId'] }),
  storeName: blank(automation, 'Store name', someText(100), { remote: true, ...selling }),
  storeCurrency: blank(automation, 'Currency', z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.')), { placeholder: 'EUR', remote: true, ...selling }),
  storeImporting: toggle(automation, 'Import under way', false, { effect: 'Automations wait meanwhile.', remote: true, ...when('ecommerceSync', true) }),
  cartTracking: one(automation, 'Cart tracking', { all: 'Everybody’s', subscribed: 'Subscribed contacts’', disabled: 'None' }, 'subscribed', when('ecommerceSync', true)),
  journeyTriggers: rows(automation, 'Flow triggers', { storeEvent: storeEvent(), step: must('', 'API trigger', journeyStep(), { placeholder: 'journeys/12/steps/34' }) }, 20, [], { help: 'Paste its address.' }),
  eventMap: rows(automation, 'Custom events', { storeEvent: storeEvent(), name: must('', 'In Mailchimp', z.string().check(z.regex(/^\w{2,30}$/)), { placeholder: 'order_placed', unique: true }) }, 20, []),
  fromName: blank(automation, 'Sender name', shortText(100), { help: 'Blank: the audience’s.' }),
  replyTo: blank(automation, 'Reply-to address', emailAddress()),
  subjectPrefix: blank(automation, 'Text before every subject', shortText(50)),

  defaultTags: given(tags, 'Tags for every contact', z.array(tag()).check(z.maxLength(30), fits((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'Two of these are the same to Mailchimp.')), [], { control: 'tags', ...ofAudience }),
  tagRules: rows(tags, 'Tag rules', {
    source: choose('', 'Customer’s', customerFields),
    operator: one('', 'Test', named('is is_not contains at_least at_most'), 'is'),
    value: must('', 'Value', someText(100)),
    tag: must('', 'Tag', tag()),
    removeWhenFalse: toggle('', 'Remove it when no longer so', false),
  }, 25, []),
  suppressTagAutomations: toggle(tags, 'The first import’s tags start no flows', true),

  reportingEnabled: toggle(reporting, 'Campaign reports', true),
  reportTypes: many(reporting, 'Kinds of campaign', { regular: 'Regular', plaintext: 'Plain text', absplit: 'A/B test', rss: 'RSS', variate: 'Multivariate' }, ['regular'], reported),
  reportMetrics: many(reporting, 'Figures', {
    emails_sent: 'Emails sent', 'opens.unique_opens': 'Unique opens', 'opens.open_rate': 'Open rate', 'clicks.click_rate': 'Click rate', unsubscribed: 'Unsubscribed', 'bounces.hard_bounces': 'Hard bounces', 'bounces.soft_bounces': 'Soft bounces', abuse_reports: 'Abuse reports',
    'ecommerce.total_orders': 'Orders', 'ecommerce.total_revenue': 'Revenue', 'ecommerce.total_spent': 'Total spent',
  }, ['emails_sent', 'opens.unique_opens', 'opens.open_rate', 'clicks.click_rate'], reported),
  lookbackDays: given(reporting, 'Period', wholeNumber(1, 365), 30, { unit: 'days', ...reported }),
  reportSchedule: given(reporting, 'Read them', z.string(), '0 6 * * *', { control: 'schedule', ...reported }),
  showIndustryBenchmark: toggle(reporting, 'Compare with my industry', false, reported),
  trackOpens: toggle(reporting, 'Track opens', true),
  trackClicks: toggle(reporting, 'Track clicks', true),
  ecomm360: toggle(reporting, 'Track purchases from campaigns', false),
  // Mailchimp counts bytes; plain characters make the two the same.
  googleAnalyticsTag: blank(reporting, 'Google Analytics tag', z.string().check(z.trim(), z.regex(/^[ -~]{0,50}$/, 'Use at most 50 plain characters.'))),
});
