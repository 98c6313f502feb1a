import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { withoutBlanks } from '../paste.ts';
import { amount, wholeNumber } from '../text-inputs.ts';

const account = 'Ad account';
const campaigns = 'Campaign management';
const targeting = 'Audience targeting';
const attribution = 'Attribution';

const levels = choices({ read_only: 'Read only', manage: 'Read and change' });
const objectives = choices({ OUTCOME_SALES: 'Sales', OUTCOME_TRAFFIC: 'Traffic', OUTCOME_LEADS: 'Leads', OUTCOME_ENGAGEMENT: 'Engagement', OUTCOME_AWARENESS: 'Awareness', OUTCOME_APP_PROMOTION: 'App promotion' });
const special = choices({ NONE: 'None', CREDIT: 'Credit', EMPLOYMENT: 'Employment', HOUSING: 'Housing', FINANCIAL_PRODUCTS_SERVICES: 'Financial products', ISSUES_ELECTIONS_POLITICS: 'Politics', ONLINE_GAMBLING_AND_GAMING: 'Gambling and gaming' });
const bids = choices({ LOWEST_COST_WITHOUT_CAP: 'Most results for the budget', LOWEST_COST_WITH_BID_CAP: 'Bid cap', COST_CAP: 'Cost per result', LOWEST_COST_WITH_MIN_ROAS: 'Minimum return on ad spend' });
const genders = choices({ all: 'All', '1': 'Men', '2': 'Women' });
const clickDays = choices({ '1': '1 day', '7': '7 days' });
const onOrOff = choices({ '0': 'Off', '1': '1 day' });
const windows = choices({ '1d_click': '1 day after a click', '7d_click': '7 days after a click', '28d_click': '28 days after a click', '1d_view': '1 day after a view', '1d_ev': '1 day after a watched video', default: 'As the ad set is set', incrementality: 'Incremental', dda: 'Data-driven', skan_click: 'SKAdNetwork clicks', skan_view: 'SKAdNetwork views' });
const goals = choices({ OFFSITE_CONVERSIONS: 'Conversions', VALUE: 'Value of conversions', LANDING_PAGE_VIEWS: 'Landing page views', LINK_CLICKS: 'Link clicks', REACH: 'Reach', IMPRESSIONS: 'Impressions', LEAD_GENERATION: 'Leads' });
const whenManaged = { field: 'permissionLevel', equals: 'manage' } as const;
const whenCapped = { field: 'bidStrategy', in: ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'], required: true } as const;
const numeric = () => z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from Meta.'));
const audienceIds = () => z._default(z.array(numeric()).check(z.maxLength(50, 'Choose at most 50 audiences.')), []);
const country = z.string().check(z.overwrite((value) => withoutBlanks(value).toUpperCase()), z.regex(/^[A-Z]{2}$/, 'Use two letters, such as US.'));

export const configuration = z
  .object({
    adAccountId: field(z.optional(numeric()), { label: 'Ad account', section: account, control: 'combobox', options: 'remote', help: 'Blank: the one you connected.', requires: ['ads_read'] }),
    businessId: field(z.optional(numeric()), { label: 'Business', section: account, control: 'combobox', options: 'remote', requires: ['business_management'] }),
    pixelId: field(z.optional(numeric()), { label: 'Pixel or dataset', section: account, control: 'combobox', options: 'remote', dependsOn: ['adAccountId'], help: 'Conversions are counted with it.', requires: ['ads_read'] }),

    permissionLevel: field(z._default(z.enum(levels.values), 'read_only'), { label: 'What we may do', section: campaigns, control: 'radio', options: levels.options, effect: '“Read and change” lets the store create and edit campaigns, which spend money.' }),
    allowedObjectives: field(z._default(z.array(z.enum(objectives.values)), ['OUTCOME_SALES']), { label: 'Objectives', section: campaigns, control: 'checkboxes', options: objectives.options, showWhen: whenManaged, requires: ['ads_management'] }),
    specialAdCategories: field(z._default(z.array(z.enum(special.values)), ['NONE']), { label: 'Special ad categories', section: campaigns, control: 'checkboxes', options: special.options, help: 'Meta limits targeting for them.', showWhen: whenManaged, requires: ['ads_management'] }),
    bidStrategy: field(z._default(z.enum(bids.values), 'LOWEST_COST_WITHOUT_CAP'), { label: 'Bid strategy', section: campaigns, control: 'select', options: bids.options }),
    bidAmount: field(z.optional(amount(0.01, 1_000_000)), { label: 'Bid or cost per result', section: campaigns, control: 'number', help: 'In the currency of the ad account.', showWhen: whenCapped }),
    roasFloor: field(z.optional(amount(0.01, 1000)), { label: 'Minimum return', section: campaigns, control: 'number', help: '2 means two of value for one spent.', showWhen: { field: 'bidStrategy', equals: 'LOWEST_COST_WITH_MIN_ROAS', required: true } }),
    maxDailyBudget: field(z.optional(amount(1, 10_000_000)), { label: 'Highest daily budget', section: campaigns, control: 'number', help: 'In the currency of the ad account. Blank: no limit by the store.', showWhen: whenManaged, requires: ['ads_management'] }),

    customAudienceIds: field(audienceIds(), { label: 'Audiences to reach', section: targeting, control: 'combobox', options: 'remote', dependsOn: ['adAccountId'], requires: ['ads_read'] }),
    excludedAudienceIds: field(audienceIds(), { label: 'Audiences to leave out', section: targeting, control: 'combobox', options: 'remote', dependsOn: ['adAccountId'], requires: ['ads_read'] }),
    countries: field(z._default(z.array(country).check(z.maxLength(25, 'Use at most 25 countries.')), []), { label: 'Countries', section: targeting, control: 'tags', help: 'Two letters each. None: those your store sells to.' }),
    ageMin: field(z._default(wholeNumber(13, 65), 18), { label: 'Youngest', section: targeting, control: 'number', unit: 'years' }),
    ageMax: field(z._default(wholeNumber(13, 65), 65), { label: 'Oldest', section: targeting, control: 'number', unit: 'years', help: '65 means 65 and above.' }),
    genders: field(z._default(z.enum(genders.values), 'all'), { label: 'Gender', section: targeting, control: 'radio', options: genders.options }),
    advantageAudience: field(z._default(z.boolean(), true), { label: 'Let Meta find more people', section: targeting, control: 'switch', help: 'Advantage+ audience: the settings above are then suggestions.' }),
    lookalikeRatio: field(z._default(amount(0.01, 0.2), 0.01), { label: 'Size of lookalikes', section: targeting, control: 'number', help: 'Share of a country’s people: 0.01 is the closest one percent.' }),

    attributionClickDays: field(z._default(z.enum(clickDays.values), '7'), { label: 'After a click', section: attribution, control: 'select', options: clickDays.options }),
    attributionViewDays: field(z._default(z.enum(onOrOff.values), '1'), { label: 'After a view', section: attribution, control: 'select', options: onOrOff.options, help: 'Meta ended its 7 and 28 day view windows in January 2026.' }),
    attributionEngagedViewDays: field(z._default(z.enum(onOrOff.values), '1'), { label: 'After a watched video', section: attribution, control: 'select', options: onOrOff.options }),
    reportingWindows: field(z._default(z.array(z.enum(windows.values)), ['7d_click', '1d_view']), { label: 'Columns of reports', section: attribution, control: 'checkboxes', options: windows.options }),
    optimizationGoal: field(z._default(z.enum(goals.values), 'OFFSITE_CONVERSIONS'), { label: 'Optimise for', section: attribution, control: 'select', options: goals.options, help: 'Conversions and their value need a pixel.' }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      if (value.ageMin > value.ageMax) say('ageMax', 'Oldest has to be at least the youngest.');
      if (value.specialAdCategories.includes('NONE') && value.specialAdCategories.length > 1) say('specialAdCategories', 'Choose None alone, or the categories without it.');
      if (value.excludedAudienceIds.some((id) => value.customAudienceIds.includes(id))) say('excludedAudienceIds', 'An audience cannot be reached and left out. Remove it from one of the two.');
    }),
  );
