import * as z from 'zod/mini';
import { type FieldMeta, field } from '../../core/field.ts';
import { choices, namedChoices } from '../choices.ts';
import { amount, shortText, wholeNumber } from '../text-inputs.ts';

const types = choices({ SEARCH: 'Search', DISPLAY: 'Display', SHOPPING: 'Shopping', VIDEO: 'Video', PERFORMANCE_MAX: 'Performance Max', DEMAND_GEN: 'Demand Gen', MULTI_CHANNEL: 'App', HOTEL: 'Hotel', LOCAL: 'Local', SMART: 'Smart', LOCAL_SERVICES: 'Local services', TRAVEL: 'Travel' });
const consents = namedChoices('UNSPECIFIED', 'GRANTED', 'DENIED');
const requires = ['datamanager'];

/** The fields of one section. */
const section = (title: string) => <T extends Parameters<typeof field>[0]>(schema: T, meta: FieldMeta) => field(schema, { section: title, ...meta });
const campaigns = section('Campaign management');
const tracking = section('Conversion tracking');
const audiences = section('Audience sync');
const bidding = section('Automated bidding');
const whenChanging = { showWhen: { field: 'accessMode', in: ['manage_existing', 'full'] } };
const whenSynced = { showWhen: { field: 'audienceSyncEnabled', equals: true } };
const whenImpressions = { showWhen: { field: 'biddingStrategy', equals: 'TARGET_IMPRESSION_SHARE' } };
const remote = { control: 'combobox', options: 'remote' } as const;

const flag = (on: boolean) => z._default(z.boolean(), on);
const numeral = (pattern: RegExp) => z.string().check(z.regex(pattern, 'Choose one from Google Ads.'));
/** One of the choices, and the words for them. */
function oneOf<K extends string>({ values, options }: { values: K[]; options: FieldMeta['options'] }, fallback: NoInfer<K>, put: typeof field, meta: FieldMeta) {
  return put(z._default(z.enum(values), fallback as never), { options, ...meta });
}

export const configuration = z
  .object({
    customerId: campaigns(z.optional(numeral(/^[0-9]{10}$/)), { label: 'Account', ...remote, help: 'Blank: the one you connected.' }),
    accessMode: oneOf(choices({ read_only: 'Read only', manage_existing: 'Change those that exist', full: 'Create and change' }), 'read_only', campaigns, { label: 'What we may do', control: 'radio', effect: 'Kept by the store: Google knows no narrower access.' }),
    channelTypes: campaigns(z._default(z.array(z.enum(types.values)), ['SEARCH', 'SHOPPING', 'PERFORMANCE_MAX']), { label: 'Campaign types', options: types.options }),
    allowBudgetChanges: campaigns(flag(false), { label: 'May change budgets', ...whenChanging }),
    maxDailyBudget: campaigns(z.optional(amount(0.01, 10_000_000)), { label: 'Highest daily budget', help: 'In the account’s currency. Blank: no limit.', ...whenChanging }),

    conversionActionIds: tracking(z._default(z.array(numeral(/^[0-9]{1,20}$/)).check(z.maxLength(50, 'Choose at most 50.')), []), { label: 'Conversion actions', ...remote, dependsOn: ['customerId'] }),
    newConversionActions: tracking(
      z._default(
        z.array(
          z.object({
            name: field(shortText(100).check(z.minLength(1, 'Name it.')), { label: 'Name', unique: true }),
            category: oneOf(namedChoices('PURCHASE', 'ADD_TO_CART', 'BEGIN_CHECKOUT', 'SIGNUP', 'SUBSCRIBE_PAID', 'PAGE_VIEW', 'CONTACT', 'SUBMIT_LEAD_FORM', 'QUALIFIED_LEAD', 'CONVERTED_LEAD', 'DEFAULT'), 'PURCHASE', field, { label: 'Category' }),
            countingType: oneOf(choices({ MANY_PER_CLICK: 'Every', ONE_PER_CLICK: 'One' }), 'MANY_PER_CLICK', field, { label: 'Count per click' }),
            attributionModel: oneOf(choices({ GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN: 'Data-driven', GOOGLE_ADS_LAST_CLICK: 'Last click' }), 'GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN', field, { label: 'Attribution' }),
            clickThroughLookbackDays: field(z._default(wholeNumber(1, 90), 30), { label: 'Click window', unit: 'days' }),
            viewThroughLookbackDays: field(z._default(wholeNumber(1, 30), 1), { label: 'View window', unit: 'days' }),
            defaultValue: field(z.optional(amount(0, 1_000_000_000)), { label: 'Value' }),
            currency: field(z.optional(z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.'))), { label: 'Currency' }),
            alwaysUseDefaultValue: field(flag(false), { label: 'Always use this value' }),
          }),
        ).check(z.maxLength(20, 'Use at most 20.')),
        [],
      ),
      { label: 'Actions kept by this store', remote: true, requires: ['adwords'], dependsOn: ['customerId'], help: 'Created in Google Ads, or changed by name. A removed row stays there.', effect: 'Campaigns may optimise for these.' },
    ),
    enhancedConversions: tracking(flag(true), { label: 'Enhanced conversions', requires, effect: 'Shares hashed customer data with Google.' }),

    audienceSyncEnabled: audiences(flag(false), { label: 'Customer Match sync', requires, effect: 'Shares hashed customer data with Google, through the Data Manager API.' }),
    userListId: audiences(z.optional(numeral(/^[0-9]{1,20}$/)), { label: 'User list', ...remote, dependsOn: ['customerId'], ...whenSynced }),
    uploadKeyType: oneOf(choices({ CONTACT_INFO: 'Contact info', CRM_ID: 'Customer number', MOBILE_ADVERTISING_ID: 'Mobile device ID' }), 'CONTACT_INFO', audiences, { label: 'Match key', ...whenSynced }),
    appId: audiences(z.optional(shortText(100)), { label: 'App ID', help: 'For mobile device IDs.', ...whenSynced }),
    membershipLifeSpan: audiences(z._default(wholeNumber(0, 540), 540), { label: 'Keep people for', unit: 'days', ...whenSynced }),
    consentAdUserData: oneOf(consents, 'UNSPECIFIED', audiences, { label: 'EEA consent: user data', ...whenSynced }),
    consentAdPersonalization: oneOf(consents, 'UNSPECIFIED', audiences, { label: 'EEA consent: personalised ads', ...whenSynced }),

    biddingStrategy: oneOf(choices({ MAXIMIZE_CONVERSIONS: 'Maximize conversions', MAXIMIZE_CONVERSION_VALUE: 'Maximize conversion value', TARGET_CPA: 'Target CPA', TARGET_ROAS: 'Target ROAS', TARGET_SPEND: 'Maximize clicks', TARGET_IMPRESSION_SHARE: 'Target impression share', MANUAL_CPC: 'Manual CPC' }), 'MAXIMIZE_CONVERSIONS', bidding, { label: 'Strategy', effect: 'A change starts a new learning phase.' }),
    targetCpa: bidding(z.optional(amount(0.01, 1_000_000)), { label: 'Target CPA', help: 'In the account’s currency.', showWhen: { field: 'biddingStrategy', in: ['TARGET_CPA', 'MAXIMIZE_CONVERSIONS'] } }),
    targetRoas: bidding(z.optional(amount(0.01, 1000)), { label: 'Target ROAS', help: '4 means 400 %.', showWhen: { field: 'biddingStrategy', in: ['TARGET_ROAS', 'MAXIMIZE_CONVERSION_VALUE'] } }),
    cpcBidCeiling: bidding(z.optional(amount(0.01, 100_000)), { label: 'Max CPC', showWhen: { field: 'biddingStrategy', in: ['TARGET_SPEND', 'TARGET_IMPRESSION_SHARE'] } }),
    impressionShareLocation: oneOf(namedChoices('ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE'), 'TOP_OF_PAGE', bidding, { label: 'Where ads show', ...whenImpressions }),
    impressionSharePercent: bidding(z._default(wholeNumber(1, 100), 65), { label: 'Impression share', unit: '%', ...whenImpressions }),
  })
  .check(
    z.check(({ value, issues }) => {
      const need = (key: string, ...path: PropertyKey[]) => issues.push({ code: 'custom', input: undefined, path: [...path, key], message: 'Needed with these choices.' });
      value.newConversionActions.forEach(({ defaultValue, currency, alwaysUseDefaultValue: always }, index) => {
        if (defaultValue !== undefined && !currency) need('currency', 'newConversionActions', index);
        if (always && defaultValue === undefined) need('defaultValue', 'newConversionActions', index);
      });
      if (value.audienceSyncEnabled && value.uploadKeyType === 'MOBILE_ADVERTISING_ID' && !value.appId) need('appId');
      if (value.biddingStrategy === 'TARGET_CPA' && value.targetCpa === undefined) need('targetCpa');
      if (value.biddingStrategy === 'TARGET_ROAS' && value.targetRoas === undefined) need('targetRoas');
      if (value.biddingStrategy === 'TARGET_IMPRESSION_SHARE' && value.cpcBidCeiling === undefined) need('cpcBidCeiling');
    }),
  );
