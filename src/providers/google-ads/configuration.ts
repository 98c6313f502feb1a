import * as z from 'zod/mini';
import { blank, chosen, given, many, must, named, one, toggle } from '../choices.ts';
import { amount, shortText, wholeNumber } from '../text-inputs.ts';

const campaigns = 'Campaign management';
const tracking = 'Conversion tracking';
const audiences = 'Audience sync';
const bidding = 'Automated bidding';
const fromGoogle = 'Choose one from Google Ads.';
const requires = ['datamanager'];
const categories = named('PURCHASE ADD_TO_CART BEGIN_CHECKOUT SIGNUP SUBSCRIBE_PAID PAGE_VIEW CONTACT SUBMIT_LEAD_FORM QUALIFIED_LEAD CONVERTED_LEAD DEFAULT');
const countings = { MANY_PER_CLICK: 'Every', ONE_PER_CLICK: 'One' };
const models = { GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN: 'Data-driven', GOOGLE_ADS_LAST_CLICK: 'Last click' };
const consents = named('UNSPECIFIED GRANTED DENIED');
const whenChanging = { showWhen: { field: 'accessMode', in: ['manage_existing', 'full'] } };
const whenSynced = { showWhen: { field: 'audienceSyncEnabled', equals: true } };
const relearns = { effect: 'A change starts a new learning phase.' };
const whenImpressions = { ...relearns, showWhen: { field: 'biddingStrategy', equals: 'TARGET_IMPRESSION_SHARE' } };
const days = { unit: 'days' };
const createUrl = 'https://ads.google.com/';
const perAccount = { dependsOn: ['customerId'] };

export const configuration = z
  .object({
    customerId: chosen(campaigns, 'Account', /^[0-9]{10}$/, fromGoogle, { help: 'Blank: the one you connected.', mayBeBlank: true, createUrl }),
    accessMode: one(campaigns, 'What we may do', { read_only: 'Read only', manage_existing: 'Change those that exist', full: 'Create and change' }, 'read_only', { control: 'radio', effect: 'Kept by the store: Google knows no narrower access.' }),
    channelTypes: many(campaigns, 'Campaign types', { SEARCH: 'Search', DISPLAY: 'Display', SHOPPING: 'Shopping', VIDEO: 'Video', PERFORMANCE_MAX: 'Performance Max', DEMAND_GEN: 'Demand Gen', MULTI_CHANNEL: 'App', HOTEL: 'Hotel', LOCAL: 'Local', SMART: 'Smart', LOCAL_SERVICES: 'Local services', TRAVEL: 'Travel' }, ['SEARCH', 'SHOPPING', 'PERFORMANCE_MAX']),
    allowBudgetChanges: toggle(campaigns, 'May change budgets', false, whenChanging),
    maxDailyBudget: blank(campaigns, 'Highest daily budget', amount(0.01, 10_000_000), { help: 'In the account’s currency. Blank: no limit.', ...whenChanging }),

    conversionActionIds: given(tracking, 'Conversion actions', z.array(z.string().check(z.regex(/^[0-9]{1,20}$/, fromGoogle))).check(z.maxLength(50, 'Choose at most 50.')), [], { control: 'combobox', options: 'remote', createUrl, ...perAccount }),
    newConversionActions: given(tracking, 'Actions kept by this store', z.array(z.object({
      name: must('', 'Name', shortText(100).check(z.minLength(1, 'Name it.')), { unique: true }),
      category: one('', 'Category', categories, 'PURCHASE'),
      countingType: one('', 'Count per click', countings, 'MANY_PER_CLICK'),
      attributionModel: one('', 'Attribution', models, 'GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN'),
      clickThroughLookbackDays: given('', 'Click window', wholeNumber(1, 90), 30, days),
      viewThroughLookbackDays: given('', 'View window', wholeNumber(1, 30), 1, days),
      defaultValue: blank('', 'Value', amount(0, 1_000_000_000)),
      currency: blank('', 'Currency', z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.'))),
      alwaysUseDefaultValue: toggle('', 'Always use this value', false),
    })).check(z.maxLength(20, 'Use at most 20.')), [], { remote: true, requires: ['adwords'], ...perAccount, help: 'Created in Google Ads, or changed by name. A removed row stays there.', effect: 'Campaigns may optimise for these.' }),
    enhancedConversions: toggle(tracking, 'Enhanced conversions', true, { requires, effect: 'Shares hashed customer data with Google.' }),

    audienceSyncEnabled: toggle(audiences, 'Customer Match sync', false, { requires, effect: 'Shares hashed customer data with Google, through the Data Manager API.' }),
    userListId: chosen(audiences, 'User list', /^[0-9]{1,20}$/, fromGoogle, { createUrl, ...perAccount, ...whenSynced }),
    uploadKeyType: one(audiences, 'Match key', { CONTACT_INFO: 'Contact info', CRM_ID: 'Customer number', MOBILE_ADVERTISING_ID: 'Mobile device ID' }, 'CONTACT_INFO', whenSynced),
    appId: blank(audiences, 'App ID', shortText(100), { help: 'For mobile device IDs.', ...whenSynced }),
    membershipLifeSpan: given(audiences, 'Keep people for', wholeNumber(0, 540), 540, { ...days, ...whenSynced, effect: 'Google drops them from the list after that.' }),
    consentAdUserData: one(audiences, 'EEA consent: user data', consents, 'UNSPECIFIED', whenSynced),
    consentAdPersonalization: one(audiences, 'EEA consent: personalised ads', consents, 'UNSPECIFIED', whenSynced),

    biddingStrategy: one(bidding, 'Strategy', { MAXIMIZE_CONVERSIONS: 'Maximize conversions', MAXIMIZE_CONVERSION_VALUE: 'Maximize conversion value', TARGET_CPA: 'Target CPA', TARGET_ROAS: 'Target ROAS', TARGET_SPEND: 'Maximize clicks', TARGET_IMPRESSION_SHARE: 'Target impression share', MANUAL_CPC: 'Manual CPC' }, 'MAXIMIZE_CONVERSIONS', relearns),
    targetCpa: blank(bidding, 'Target CPA', amount(0.01, 1_000_000), { help: 'In the account’s currency.', showWhen: { field: 'biddingStrategy', in: ['TARGET_CPA', 'MAXIMIZE_CONVERSIONS'] }, ...relearns }),
    targetRoas: blank(bidding, 'Target ROAS', amount(0.01, 1000), { help: '4 means 400 %.', showWhen: { field: 'biddingStrategy', in: ['TARGET_ROAS', 'MAXIMIZE_CONVERSION_VALUE'] }, ...relearns }),
    cpcBidCeiling: blank(bidding, 'Max CPC', amount(0.01, 100_000), { showWhen: { field: 'biddingStrategy', in: ['TARGET_SPEND', 'TARGET_IMPRESSION_SHARE'] }, ...relearns }),
    impressionShareLocation: one(bidding, 'Where ads show', named('ANYWHERE_ON_PAGE TOP_OF_PAGE ABSOLUTE_TOP_OF_PAGE'), 'TOP_OF_PAGE', whenImpressions),
    impressionSharePercent: given(bidding, 'Impression share', wholeNumber(1, 100), 65, { unit: '%', ...whenImpressions }),
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
