import * as z from 'zod/mini';
import { blank, chosen, given, many, named, one, toggle } from '../choices.ts';
import { amount, wholeNumber } from '../text-inputs.ts';

const account = 'Ad account';
const campaigns = 'Campaign management';
const targeting = 'Audience targeting';
const attribution = 'Attribution';

const createUrl = 'https://adsmanager.facebook.com/adsmanager';
const id = /^[0-9]{1,20}$/;
const fromMeta = 'Choose one from Meta.';
const ofAccount = { dependsOn: ['adAccountId'], requires: ['ads_read'] } as const;
const requires = ['ads_management'];
const managed = { showWhen: { field: 'permissionLevel', equals: 'manage' }, requires } as const;
const onOrOff = { '0': 'Off', '1': '1 day' };
const ahead = { effect: 'Applies to campaigns the store creates from now on.' };
const inCurrency = 'In the currency of the ad account.';
const list = (label: string, form: RegExp, most: number, more: object) => given(targeting, label, z.array(z.string().check(z.regex(form, fromMeta))).check(z.maxLength(most, `Choose at most ${most}.`)), [], { control: 'combobox', options: 'remote', ...more });

export const configuration = z
  .object({
    businessId: chosen(account, 'Business', id, fromMeta, { help: 'Narrows the list below.', mayBeBlank: true, createUrl: 'https://business.facebook.com/', requires: ['business_management'] }),
    adAccountId: chosen(account, 'Ad account', id, fromMeta, { help: 'Blank: the one you connected.', mayBeBlank: true, createUrl, dependsOn: ['businessId'], requires: ['ads_read'] }),
    pixelId: chosen(account, 'Pixel or dataset', id, fromMeta, { ...ofAccount, createUrl: 'https://business.facebook.com/events_manager', help: 'Conversions are counted with it.' }),

    permissionLevel: one(campaigns, 'What we may do', { read_only: 'Read only', manage: 'Read and change' }, 'read_only', { control: 'radio', requires, effect: '“Read and change” lets the store create and edit campaigns, which spend money.' }),
    allowedObjectives: many(campaigns, 'Objectives', { OUTCOME_SALES: 'Sales', OUTCOME_TRAFFIC: 'Traffic', OUTCOME_LEADS: 'Leads', OUTCOME_ENGAGEMENT: 'Engagement', OUTCOME_AWARENESS: 'Awareness', OUTCOME_APP_PROMOTION: 'App promotion' }, ['OUTCOME_SALES'], managed),
    specialAdCategories: many(campaigns, 'Special ad categories', named('NONE CREDIT EMPLOYMENT HOUSING FINANCIAL_PRODUCTS_SERVICES ISSUES_ELECTIONS_POLITICS ONLINE_GAMBLING_AND_GAMING'), ['NONE'], { ...managed, help: 'In the US and Canada Meta then reaches all genders and ages.' }),
    bidStrategy: one(campaigns, 'Bid strategy', { LOWEST_COST_WITHOUT_CAP: 'Most results for the budget', LOWEST_COST_WITH_BID_CAP: 'Bid cap', COST_CAP: 'Cost per result', LOWEST_COST_WITH_MIN_ROAS: 'Minimum return on ad spend' }, 'LOWEST_COST_WITHOUT_CAP', ahead),
    bidAmount: blank(campaigns, 'Bid or cost per result', amount(0.01, 1_000_000), { help: inCurrency, showWhen: { field: 'bidStrategy', in: ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'], required: true }, ...ahead }),
    roasFloor: blank(campaigns, 'Minimum return', amount(0.01, 1000), { help: '2 means two of value for one spent.', showWhen: { field: 'bidStrategy', equals: 'LOWEST_COST_WITH_MIN_ROAS', required: true }, ...ahead }),
    maxDailyBudget: blank(campaigns, 'Highest daily budget', amount(1, 10_000_000), { ...managed, help: `${inCurrency} Blank: no limit by the store.` }),

    customAudienceIds: list('Audiences to reach', id, 50, { createUrl, ...ofAccount }),
    excludedAudienceIds: list('Audiences to leave out', id, 50, { createUrl, ...ofAccount }),
    countries: list('Countries', /^[A-Z]{2}$/, 25, { help: 'None: those your store sells to.' }),
    ageMin: given(targeting, 'Youngest', wholeNumber(13, 65), 18, { unit: 'years' }),
    ageMax: given(targeting, 'Oldest', wholeNumber(13, 65), 65, { unit: 'years', help: '65 means 65 and above.' }),
    genders: one(targeting, 'Gender', { all: 'All', '1': 'Men', '2': 'Women' }, 'all', { control: 'radio' }),
    advantageAudience: toggle(targeting, 'Let Meta find more people', true, { help: 'Advantage+ audience: the settings above are then suggestions.' }),
    lookalikeRatio: given(targeting, 'Size of lookalikes', z.number().check(z.gte(0.01), z.lte(0.2)), 0.01, { help: 'Share of a country’s people: 0.01 is the closest one percent.' }),

    attributionClickDays: one(attribution, 'After a click', { '1': '1 day', '7': '7 days' }, '7'),
    attributionViewDays: one(attribution, 'After a view', onOrOff, '1', { help: 'Meta ended its 7 and 28 day view windows in January 2026.' }),
    attributionEngagedViewDays: one(attribution, 'After a watched video', onOrOff, '1'),
    reportingWindows: many(attribution, 'Columns of reports', { '1d_click': '1 day after a click', '7d_click': '7 days after a click', '28d_click': '28 days after a click', '1d_view': '1 day after a view', '1d_ev': '1 day after a watched video', default: 'As the ad set is set', incrementality: 'Incremental', dda: 'Data-driven', skan_click: 'SKAdNetwork clicks', skan_view: 'SKAdNetwork views' }, ['7d_click', '1d_view']),
    optimizationGoal: one(attribution, 'Optimise for', { OFFSITE_CONVERSIONS: 'Conversions', VALUE: 'Value of conversions', LANDING_PAGE_VIEWS: 'Landing page views', LINK_CLICKS: 'Link clicks', REACH: 'Reach', IMPRESSIONS: 'Impressions', LEAD_GENERATION: 'Leads' }, 'OFFSITE_CONVERSIONS', { help: 'Conversions and their value need a pixel.' }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      if (value.ageMin > value.ageMax) say('ageMax', 'Oldest has to be at least the youngest.');
      if (value.specialAdCategories.includes('NONE') && value.specialAdCategories.length > 1) say('specialAdCategories', 'Choose None alone, or the categories without it.');
      if (value.excludedAudienceIds.some((one) => value.customAudienceIds.includes(one))) say('excludedAudienceIds', 'An audience cannot be reached and left out. Remove it from one of the two.');
    }),
  );
