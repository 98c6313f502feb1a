import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices, namedChoices } from '../choices.ts';
import { amount, wholeNumber } from '../text-inputs.ts';

const campaigns = 'Campaign management';
const tracking = 'Conversion tracking';
const audiences = 'Audience sync';
const bidding = 'Automated bidding';

const modes = choices({ read_only: 'Read only', manage_existing: 'Change those that exist', full: 'Create and change' });
const types = choices({ SEARCH: 'Search', DISPLAY: 'Display', SHOPPING: 'Shopping', VIDEO: 'Video', PERFORMANCE_MAX: 'Performance Max', DEMAND_GEN: 'Demand Gen', MULTI_CHANNEL: 'App', HOTEL: 'Hotel', LOCAL: 'Local', SMART: 'Smart', LOCAL_SERVICES: 'Local services', TRAVEL: 'Travel' });
const categories = namedChoices('PURCHASE', 'ADD_TO_CART', 'BEGIN_CHECKOUT', 'SIGNUP', 'SUBSCRIBE_PAID', 'PAGE_VIEW', 'CONTACT', 'SUBMIT_LEAD_FORM', 'QUALIFIED_LEAD', 'CONVERTED_LEAD', 'DEFAULT');
const countings = choices({ MANY_PER_CLICK: 'Every one', ONE_PER_CLICK: 'One a click' });
const models = choices({ GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN: 'Data-driven', GOOGLE_ADS_LAST_CLICK: 'Last click' });
const matchKeys = choices({ CONTACT_INFO: 'Email, phone and address', CRM_ID: 'Customer number', MOBILE_ADVERTISING_ID: 'Mobile device' });
const consents = namedChoices('UNSPECIFIED', 'GRANTED', 'DENIED');
const strategies = choices({ MAXIMIZE_CONVERSIONS: 'Most conversions', MAXIMIZE_CONVERSION_VALUE: 'Highest conversion value', TARGET_CPA: 'Target cost per conversion', TARGET_ROAS: 'Target return on ad spend', TARGET_SPEND: 'Most clicks', TARGET_IMPRESSION_SHARE: 'Target impression share', MANUAL_CPC: 'By hand, per click' });
const locations = namedChoices('ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE');
const whenChanging = { field: 'accessMode', in: ['manage_existing', 'full'] } as const;
const whenSynced = { field: 'audienceSyncEnabled', equals: true } as const;
const whenCreated = { field: 'createConversionAction', equals: true } as const;
const whenImpressions = { field: 'biddingStrategy', equals: 'TARGET_IMPRESSION_SHARE' } as const;
const numberId = () => z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from Google Ads.'));
const dataManager = ['datamanager'];

export const configuration = z
  .object({
    customerId: field(z.optional(z.string().check(z.regex(/^[0-9]{10}$/, 'Choose one from Google Ads.'))), { label: 'Account', section: campaigns, control: 'combobox', options: 'remote', help: 'Blank: the one you connected.' }),
    accessMode: field(z._default(z.enum(modes.values), 'read_only'), { label: 'What we may do', section: campaigns, control: 'radio', options: modes.options, effect: 'Google knows no narrower access, so this limit is kept by the store. Campaigns spend money.' }),
    channelTypes: field(z._default(z.array(z.enum(types.values)), ['SEARCH', 'SHOPPING', 'PERFORMANCE_MAX']), { label: 'Campaign types', section: campaigns, control: 'checkboxes', options: types.options }),
    allowBudgetChanges: field(z._default(z.boolean(), false), { label: 'May change budgets', section: campaigns, control: 'switch', showWhen: whenChanging }),
    maxDailyBudget: field(z.optional(amount(0.01, 10_000_000)), { label: 'Highest daily budget', section: campaigns, control: 'number', help: 'In the currency of the account. Blank: no limit by the store.', showWhen: whenChanging }),

    conversionActionIds: field(z._default(z.array(numberId()).check(z.maxLength(50, 'Choose at most 50.')), []), { label: 'Conversion actions', section: tracking, control: 'combobox', options: 'remote', dependsOn: ['customerId'] }),
    createConversionAction: field(z._default(z.boolean(), false), { label: 'Create a conversion action', section: tracking, control: 'switch', remote: true, effect: 'Adds one to the account, where campaigns may optimise for it.' }),
    newActionName: field(z.optional(z.string().check(z.trim(), z.maxLength(100, 'Use at most 100 characters.'))), { label: 'Its name', section: tracking, showWhen: { ...whenCreated, required: true } }),
    newActionCategory: field(z._default(z.enum(categories.values), 'PURCHASE'), { label: 'What it counts', section: tracking, control: 'select', options: categories.options, showWhen: whenCreated }),
    newActionCounting: field(z._default(z.enum(countings.values), 'MANY_PER_CLICK'), { label: 'Conversions to count', section: tracking, control: 'radio', options: countings.options, showWhen: whenCreated }),
    newActionModel: field(z._default(z.enum(models.values), 'GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN'), { label: 'Credit goes by', section: tracking, control: 'select', options: models.options, showWhen: whenCreated }),
    clickThroughLookbackDays: field(z._default(wholeNumber(1, 90), 30), { label: 'After a click', section: tracking, control: 'number', unit: 'days' }),
    viewThroughLookbackDays: field(z._default(wholeNumber(1, 30), 1), { label: 'After a view', section: tracking, control: 'number', unit: 'days' }),
    enhancedConversions: field(z._default(z.boolean(), true), { label: 'Enhanced conversions', section: tracking, control: 'switch', requires: dataManager, help: 'Hashed customer data finds conversions that cookies miss. Sent through Google’s Data Manager, as Google asks since June 2026.', effect: 'Your privacy notice has to name it.' }),

    audienceSyncEnabled: field(z._default(z.boolean(), false), { label: 'Keep customer lists in step', section: audiences, control: 'switch', requires: dataManager, help: 'Customer Match, sent through Google’s Data Manager, as Google asks since April 2026.' }),
    userListId: field(z.optional(numberId()), { label: 'Customer list', section: audiences, control: 'combobox', options: 'remote', dependsOn: ['customerId'], showWhen: whenSynced }),
    uploadKeyType: field(z._default(z.enum(matchKeys.values), 'CONTACT_INFO'), { label: 'Find people by', section: audiences, control: 'select', options: matchKeys.options, showWhen: whenSynced }),
    membershipLifeSpan: field(z._default(wholeNumber(0, 540), 540), { label: 'Keep people for', section: audiences, control: 'number', unit: 'days', showWhen: whenSynced }),
    consentAdUserData: field(z._default(z.enum(consents.values), 'UNSPECIFIED'), { label: 'Consent to user data for ads', section: audiences, control: 'select', options: consents.options, help: 'Needed for people in the European Economic Area.', showWhen: whenSynced }),
    consentAdPersonalization: field(z._default(z.enum(consents.values), 'UNSPECIFIED'), { label: 'Consent to personalised ads', section: audiences, control: 'select', options: consents.options, showWhen: whenSynced }),

    biddingStrategy: field(z._default(z.enum(strategies.values), 'MAXIMIZE_CONVERSIONS'), { label: 'Strategy', section: bidding, control: 'select', options: strategies.options, effect: 'A change starts a new learning phase of one to two weeks.' }),
    targetCpa: field(z.optional(amount(0.01, 1_000_000)), { label: 'Cost per conversion', section: bidding, control: 'number', help: 'In the currency of the account.', showWhen: { field: 'biddingStrategy', in: ['TARGET_CPA', 'MAXIMIZE_CONVERSIONS'] } }),
    targetRoas: field(z.optional(amount(0.01, 1000)), { label: 'Return on ad spend', section: bidding, control: 'number', help: '4 means four of value for one spent.', showWhen: { field: 'biddingStrategy', in: ['TARGET_ROAS', 'MAXIMIZE_CONVERSION_VALUE'] } }),
    cpcBidCeiling: field(z.optional(amount(0.01, 100_000)), { label: 'Highest cost per click', section: bidding, control: 'number', showWhen: { field: 'biddingStrategy', in: ['TARGET_SPEND', 'TARGET_IMPRESSION_SHARE'] } }),
    impressionShareLocation: field(z._default(z.enum(locations.values), 'TOP_OF_PAGE'), { label: 'Where ads show', section: bidding, control: 'select', options: locations.options, showWhen: whenImpressions }),
    impressionSharePercent: field(z._default(wholeNumber(1, 100), 65), { label: 'Share of impressions', section: bidding, control: 'number', unit: '%', showWhen: whenImpressions }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      if (value.biddingStrategy === 'TARGET_CPA' && value.targetCpa === undefined) say('targetCpa', 'Write the cost per conversion to aim for.');
      if (value.biddingStrategy === 'TARGET_ROAS' && value.targetRoas === undefined) say('targetRoas', 'Write the return to aim for.');
      if (value.biddingStrategy === 'TARGET_IMPRESSION_SHARE' && value.cpcBidCeiling === undefined) say('cpcBidCeiling', 'Write the highest cost per click: this strategy needs one.');
    }),
  );
