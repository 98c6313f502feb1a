import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices, namedChoices } from '../choices.ts';
import { amount } from '../text-inputs.ts';

const campaigns = 'Campaign management';
const video = 'Video ads';
const tracking = 'Conversion tracking';
const spark = 'Spark Ads';

const levels = choices({ read_only: 'Read only', manage: 'Read and change' });
const objectives = namedChoices('WEB_CONVERSIONS', 'PRODUCT_SALES', 'TRAFFIC', 'LEAD_GENERATION', 'REACH', 'VIDEO_VIEWS', 'ENGAGEMENT', 'APP_PROMOTION');
const budgets = choices({ BUDGET_MODE_DAY: 'Each day', BUDGET_MODE_TOTAL: 'In total', BUDGET_MODE_DYNAMIC_DAILY_BUDGET: 'Each day on average', BUDGET_MODE_INFINITE: 'No limit' });
const goals = namedChoices('CONVERT', 'VALUE', 'CLICK', 'TRAFFIC_LANDING_PAGE_VIEW', 'REACH', 'SHOW', 'VIDEO_VIEW', 'LEAD_GENERATION', 'INSTALL', 'IN_APP_EVENT');
const billing = choices({ OCPM: 'Impressions, optimised', CPC: 'Clicks', CPM: 'Impressions', CPV: 'Views' });
const bids = choices({ BID_TYPE_NO_BID: 'Highest delivery', BID_TYPE_CUSTOM: 'Bid cap', BID_TYPE_MAX_CONVERSION: 'Most conversions' });
const valueBids = choices({ VO_HIGHEST_VALUE: 'Highest value', VO_MIN_ROAS: 'Minimum return on ad spend', DEFAULT: 'As TikTok sets it', AEO: 'In-app events' });
const placementTypes = choices({ PLACEMENT_TYPE_NORMAL: 'Those chosen here', PLACEMENT_TYPE_AUTOMATIC: 'As TikTok finds best' });
const placements = choices({ PLACEMENT_TIKTOK: 'TikTok', PLACEMENT_PANGLE: 'Pangle', PLACEMENT_GLOBAL_APP_BUNDLE: 'Global app bundle' });
const formats = namedChoices('SINGLE_VIDEO', 'SINGLE_IMAGE', 'CAROUSEL_ADS');
const calls = namedChoices('SHOP_NOW', 'LEARN_MORE', 'ORDER_NOW', 'SIGN_UP', 'DOWNLOAD_NOW', 'CONTACT_US', 'BOOK_NOW', 'GET_QUOTE', 'SUBSCRIBE', 'VIEW_NOW');
const clicks = namedChoices('OFF', 'ONE_DAY', 'SEVEN_DAYS', 'FOURTEEN_DAYS', 'TWENTY_EIGHT_DAYS');
const views = namedChoices('OFF', 'ONE_DAY', 'SEVEN_DAYS');
const counts = choices({ EVERY: 'Every time', ONCE: 'Once a person' });
const identities = choices({ AUTH_CODE: 'Codes from creators', TT_USER: 'A TikTok account', BC_AUTH_TT: 'An account of your Business Center' });
const darkPosts = choices({ OFF: 'On the profile, too', ON: 'Only as an ad' });
const whenManaged = { field: 'permissionLevel', equals: 'manage' } as const;
const whenSpark = { field: 'sparkEnabled', equals: true } as const;
const number = () => z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from TikTok.'));
/** Sends the form's words for what the API calls by its opposite (`comment_disabled`). */
const allowed = (label: string) => field(z._default(z.boolean(), true), { label, section: video, control: 'switch' });

export const configuration = z
  .object({
    advertiserId: field(z.optional(number()), { label: 'Ad account', section: campaigns, control: 'combobox', options: 'remote', help: 'Blank: the one you connected.' }),
    permissionLevel: field(z._default(z.enum(levels.values), 'read_only'), { label: 'What we may do', section: campaigns, control: 'radio', options: levels.options, effect: '“Read and change” lets the store create and edit campaigns, which spend money.' }),
    objectiveType: field(z._default(z.enum(objectives.values), 'WEB_CONVERSIONS'), { label: 'Objective', section: campaigns, control: 'select', options: objectives.options, showWhen: whenManaged }),
    budgetMode: field(z._default(z.enum(budgets.values), 'BUDGET_MODE_DAY'), { label: 'Budget', section: campaigns, control: 'select', options: budgets.options }),
    budget: field(z._default(amount(1, 100_000_000), 50), { label: 'Amount', section: campaigns, control: 'number', help: 'In the currency of the ad account. TikTok usually asks for at least 50 a day.', showWhen: { field: 'budgetMode', in: ['BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET'], required: true } }),
    cboEnabled: field(z._default(z.boolean(), false), { label: 'Share the budget between ad groups', section: campaigns, control: 'switch', showWhen: whenManaged }),
    optimizationGoal: field(z._default(z.enum(goals.values), 'CONVERT'), { label: 'Optimise for', section: campaigns, control: 'select', options: goals.options, help: 'Conversions and their value need a pixel.' }),
    billingEvent: field(z._default(z.enum(billing.values), 'OCPM'), { label: 'Pay for', section: campaigns, control: 'select', options: billing.options }),
    bidType: field(z._default(z.enum(bids.values), 'BID_TYPE_NO_BID'), { label: 'Bidding', section: campaigns, control: 'select', options: bids.options }),
    bidPrice: field(z.optional(amount(0.01, 1_000_000)), { label: 'Bid or cost per result', section: campaigns, control: 'number', help: 'Less than the budget.', showWhen: { field: 'bidType', equals: 'BID_TYPE_CUSTOM', required: true } }),
    deepBidType: field(z._default(z.enum(valueBids.values), 'VO_HIGHEST_VALUE'), { label: 'Bidding for value', section: campaigns, control: 'select', options: valueBids.options, showWhen: { field: 'optimizationGoal', equals: 'VALUE' } }),
    roasBid: field(z.optional(amount(0.01, 1000)), { label: 'Minimum return', section: campaigns, control: 'number', help: 'For “Minimum return on ad spend”: 2 means two of value for one spent.', showWhen: { field: 'optimizationGoal', equals: 'VALUE' } }),

    placementType: field(z._default(z.enum(placementTypes.values), 'PLACEMENT_TYPE_NORMAL'), { label: 'Placements', section: video, control: 'radio', options: placementTypes.options }),
    placements: field(z._default(z.array(z.enum(placements.values)), ['PLACEMENT_TIKTOK']), { label: 'Where ads run', section: video, control: 'checkboxes', options: placements.options, showWhen: { field: 'placementType', equals: 'PLACEMENT_TYPE_NORMAL', required: true } }),
    adFormat: field(z._default(z.enum(formats.values), 'SINGLE_VIDEO'), { label: 'Format', section: video, control: 'select', options: formats.options }),
    callToAction: field(z._default(z.enum(calls.values), 'SHOP_NOW'), { label: 'Button on the ad', section: video, control: 'select', options: calls.options }),
    commentsAllowed: allowed('Comments'),
    sharingAllowed: allowed('Sharing'),
    downloadAllowed: allowed('Downloads'),
    duetAllowed: allowed('Duets'),
    stitchAllowed: allowed('Stitches'),
    promotionalMusicDisabled: field(z._default(z.boolean(), true), { label: 'Only music cleared for ads', section: video, control: 'switch' }),

    pixelId: field(z.optional(number()), { label: 'Pixel', section: tracking, control: 'combobox', options: 'remote', dependsOn: ['advertiserId'], requires: ['pixel'] }),
    optimizationEvent: field(z.optional(z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,60}$/, 'Choose one from TikTok.'))), { label: 'Event', section: tracking, control: 'combobox', options: 'remote', dependsOn: ['advertiserId', 'pixelId'], requires: ['pixel'] }),
    clickWindow: field(z._default(z.enum(clicks.values), 'SEVEN_DAYS'), { label: 'After a click', section: tracking, control: 'select', options: clicks.options, effect: 'TikTok keeps the windows of ad groups that exist.' }),
    viewWindow: field(z._default(z.enum(views.values), 'ONE_DAY'), { label: 'After a view', section: tracking, control: 'select', options: views.options }),
    engagedViewWindow: field(z._default(z.enum(views.values), 'OFF'), { label: 'After six seconds of watching', section: tracking, control: 'select', options: views.options, help: 'Needs both other windows.' }),
    eventCount: field(z._default(z.enum(counts.values), 'EVERY'), { label: 'Count conversions', section: tracking, control: 'radio', options: counts.options }),

    sparkEnabled: field(z._default(z.boolean(), false), { label: 'Use Spark Ads', section: spark, control: 'switch', help: 'Ads made of posts on TikTok, with their creator’s consent.' }),
    identityType: field(z._default(z.enum(identities.values), 'AUTH_CODE'), { label: 'Posts of', section: spark, control: 'radio', options: identities.options, showWhen: whenSpark }),
    identityAuthorizedBcId: field(z.optional(number()), { label: 'Business Center ID', section: spark, help: 'Only for an account of your Business Center.', showWhen: whenSpark }),
    identityId: field(z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, 'Choose one from TikTok.'))), { label: 'TikTok account', section: spark, control: 'combobox', options: 'remote', dependsOn: ['advertiserId', 'identityType', 'identityAuthorizedBcId'], showWhen: whenSpark, requires: ['creative'] }),
    darkPostStatus: field(z._default(z.enum(darkPosts.values), 'OFF'), { label: 'Where posts show', section: spark, control: 'radio', options: darkPosts.options, showWhen: whenSpark }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      if ((value.billingEvent === 'CPC') !== (value.optimizationGoal === 'CLICK')) say('billingEvent', 'TikTok bills clicks exactly when ads are optimised for clicks.');
      if (value.optimizationGoal === 'VALUE' && value.eventCount === 'ONCE') say('eventCount', 'Optimising for value counts every conversion.');
      if (value.bidPrice !== undefined && value.budgetMode !== 'BUDGET_MODE_INFINITE' && value.bidPrice >= value.budget) say('bidPrice', 'The bid has to be less than the budget.');
      if (value.optimizationGoal === 'VALUE' && value.deepBidType === 'VO_MIN_ROAS' && value.roasBid === undefined) say('roasBid', 'Write the minimum return.');
      if (value.engagedViewWindow !== 'OFF' && (value.clickWindow === 'OFF' || value.viewWindow === 'OFF')) say('engagedViewWindow', 'Turn on the windows after a click and after a view, or turn this one off.');
      if (value.sparkEnabled && value.identityType === 'BC_AUTH_TT' && value.identityAuthorizedBcId === undefined) say('identityAuthorizedBcId', 'Write the ID of your Business Center.');
    }),
  );
