import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { chosen, many, named, one, toggle } from '../choices.ts';
import { amount } from '../text-inputs.ts';

const campaigns = 'Campaign management';
const video = 'Video ads';
const tracking = 'Conversion tracking';
const spark = 'Spark Ads';

const number = /^[0-9]{1,20}$/;
const fromTikTok = 'Choose one from TikTok.';
const radio = { control: 'radio' } as const;
const valued = { showWhen: { field: 'optimizationGoal', equals: 'VALUE' } } as const;
const limited = { showWhen: { field: 'budgetMode', in: ['BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET'] } } as const;
/** TikTok refuses a pixel where ads are optimised for clicks or landing page views. */
const counted = { showWhen: { field: 'optimizationGoal', in: ['CONVERT', 'VALUE', 'REACH', 'SHOW', 'VIDEO_VIEW', 'LEAD_GENERATION', 'INSTALL', 'IN_APP_EVENT'] }, requires: ['pixel'] } as const;
const sparking = { showWhen: { field: 'sparkEnabled', equals: true } } as const;
const requires = ['creative'];
const views = { OFF: 'Off', ONE_DAY: '1 day', SEVEN_DAYS: '7 days' };
/** The form says what is allowed; TikTok takes the opposite (`comment_disabled`). */
const allowed = (label: string) => toggle(video, label, true);

export const configuration = z
  .object({
    advertiserId: chosen(campaigns, 'Ad account', number, fromTikTok, { help: 'Blank: the one you connected.' }),
    permissionLevel: one(campaigns, 'What we may do', { read_only: 'Read only', manage: 'Read and change' }, 'read_only', { ...radio, requires: ['ads'], effect: '“Read and change” lets the store create and edit campaigns, which spend money.' }),
    objectiveType: one(campaigns, 'Objective', named('WEB_CONVERSIONS', 'PRODUCT_SALES', 'TRAFFIC', 'LEAD_GENERATION', 'REACH', 'VIDEO_VIEWS', 'ENGAGEMENT', 'APP_PROMOTION'), 'WEB_CONVERSIONS', { showWhen: { field: 'permissionLevel', equals: 'manage' } }),
    budgetMode: one(campaigns, 'Budget', { BUDGET_MODE_DAY: 'Each day', BUDGET_MODE_TOTAL: 'In total', BUDGET_MODE_DYNAMIC_DAILY_BUDGET: 'Each day on average', BUDGET_MODE_INFINITE: 'No limit' }, 'BUDGET_MODE_DAY'),
    budget: field(z._default(amount(1, 100_000_000), 50), { label: 'Amount', section: campaigns, help: 'In the account’s currency; usually at least 50 a day.', showWhen: { ...limited.showWhen, required: true } }),
    cboEnabled: toggle(campaigns, 'Share it between ad groups', false, limited),
    optimizationGoal: one(campaigns, 'Optimise for', named('CONVERT', 'VALUE', 'CLICK', 'TRAFFIC_LANDING_PAGE_VIEW', 'REACH', 'SHOW', 'VIDEO_VIEW', 'LEAD_GENERATION', 'INSTALL', 'IN_APP_EVENT'), 'CONVERT', { help: 'Convert and Value need a pixel.' }),
    billingEvent: one(campaigns, 'Pay for', { OCPM: 'Impressions, optimised', CPC: 'Clicks', CPM: 'Impressions', CPV: 'Views' }, 'OCPM'),
    bidType: one(campaigns, 'Bidding', { BID_TYPE_NO_BID: 'Highest delivery', BID_TYPE_CUSTOM: 'Bid cap', BID_TYPE_MAX_CONVERSION: 'Most conversions' }, 'BID_TYPE_NO_BID', { effect: 'Ad groups that exist keep theirs.' }),
    bidPrice: field(z.optional(amount(0.01, 1_000_000)), { label: 'Bid or cost per result', section: campaigns, help: 'Less than the budget.', showWhen: { field: 'bidType', equals: 'BID_TYPE_CUSTOM', required: true } }),
    deepBidType: one(campaigns, 'Bidding for value', { VO_HIGHEST_VALUE: 'Highest value', VO_MIN_ROAS: 'Minimum return on ad spend', DEFAULT: 'As TikTok sets it', AEO: 'In-app events' }, 'VO_HIGHEST_VALUE', valued),
    roasBid: field(z.optional(amount(0.01, 1000)), { label: 'Minimum return', section: campaigns, ...valued, help: '2 means two of value for one spent.' }),

    placementType: one(video, 'Placements', { PLACEMENT_TYPE_NORMAL: 'Those chosen here', PLACEMENT_TYPE_AUTOMATIC: 'As TikTok finds best' }, 'PLACEMENT_TYPE_NORMAL', radio),
    placements: many(video, 'Where ads run', { PLACEMENT_TIKTOK: 'TikTok', PLACEMENT_PANGLE: 'Pangle', PLACEMENT_GLOBAL_APP_BUNDLE: 'Global app bundle' }, ['PLACEMENT_TIKTOK'], { showWhen: { field: 'placementType', equals: 'PLACEMENT_TYPE_NORMAL', required: true } }),
    adFormat: one(video, 'Format', named('SINGLE_VIDEO', 'SINGLE_IMAGE', 'CAROUSEL_ADS'), 'SINGLE_VIDEO'),
    callToAction: one(video, 'Button on the ad', named('SHOP_NOW', 'LEARN_MORE', 'ORDER_NOW', 'SIGN_UP', 'DOWNLOAD_NOW', 'CONTACT_US', 'BOOK_NOW', 'GET_QUOTE', 'SUBSCRIBE', 'VIEW_NOW'), 'SHOP_NOW'),
    commentsAllowed: allowed('Comments'),
    sharingAllowed: allowed('Sharing'),
    downloadAllowed: allowed('Downloads'),
    duetAllowed: allowed('Duets'),
    stitchAllowed: allowed('Stitches'),
    promotionalMusicDisabled: allowed('Only music cleared for ads'),

    pixelId: chosen(tracking, 'Pixel', number, fromTikTok, { ...counted, dependsOn: ['advertiserId'] }),
    optimizationEvent: chosen(tracking, 'Event', /^[A-Z][A-Z0-9_]{1,60}$/, fromTikTok, { ...counted, dependsOn: ['pixelId'] }),
    clickWindow: one(tracking, 'After a click', { ...views, FOURTEEN_DAYS: '14 days', TWENTY_EIGHT_DAYS: '28 days' }, 'SEVEN_DAYS', { effect: 'Ad groups that exist keep theirs.' }),
    viewWindow: one(tracking, 'After a view', views, 'ONE_DAY'),
    engagedViewWindow: one(tracking, 'After six seconds watched', views, 'OFF', { help: 'Needs both other windows.' }),
    eventCount: one(tracking, 'Count conversions', { EVERY: 'Every time', ONCE: 'Once a person' }, 'EVERY', radio),

    sparkEnabled: toggle(spark, 'Use Spark Ads', false, { requires, help: 'Ads made of posts, with their creator’s consent.' }),
    identityType: one(spark, 'Posts of', { AUTH_CODE: 'Creators who gave a code', TT_USER: 'A TikTok account', BC_AUTH_TT: 'An account of your Business Center' }, 'AUTH_CODE', { ...radio, ...sparking }),
    sparkCreators: field(z._default(z.array(z.string().check(z.trim(), z.maxLength(64))).check(z.maxLength(20)), []), { label: 'Creators', section: spark, help: 'Whose codes stand with your keys: saving has TikTok redeem them.', ...sparking, dependsOn: ['advertiserId', 'identityType'], remote: true, requires }),
    identityAuthorizedBcId: chosen(spark, 'Business Center', number, fromTikTok, sparking),
    identityId: chosen(spark, 'TikTok account', /^[\w-]{1,64}$/, fromTikTok, { ...sparking, dependsOn: ['advertiserId', 'identityType', 'identityAuthorizedBcId'], requires }),
    sparkItemIds: field(z._default(z.array(z.string().check(z.regex(number, fromTikTok))).check(z.maxLength(50)), []), { label: 'Posts', section: spark, control: 'combobox', options: 'remote', ...sparking, dependsOn: ['advertiserId', 'sparkCreators'], requires }),
    darkPostStatus: one(spark, 'Where posts show', { OFF: 'On the profile, too', ON: 'Only as an ad' }, 'OFF', { ...radio, ...sparking }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      const { optimizationGoal: goal, budgetMode, bidPrice, clickWindow, identityType } = value;
      if ((value.billingEvent === 'CPC') !== (goal === 'CLICK')) say('billingEvent', 'Pay for clicks exactly where ads are optimised for clicks.');
      if (goal === 'VALUE' && value.eventCount === 'ONCE') say('eventCount', 'Value counts every conversion.');
      if (bidPrice !== undefined && budgetMode !== 'BUDGET_MODE_INFINITE' && bidPrice >= value.budget) say('bidPrice', 'The bid has to be less than the budget.');
      if (goal === 'VALUE' && value.deepBidType === 'VO_MIN_ROAS') {
        if (value.roasBid === undefined) say('roasBid', 'Write the minimum return.');
        if (budgetMode !== 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET') say('budgetMode', 'The minimum return needs “Each day on average”.');
      }
      if (clickWindow === 'OFF' && (goal === 'CONVERT' || goal === 'VALUE')) say('clickWindow', 'Conversions need this window.');
      if (value.engagedViewWindow !== 'OFF' && (clickWindow === 'OFF' || value.viewWindow === 'OFF')) say('engagedViewWindow', 'Turn on both other windows, or this one off.');
      if (value.sparkEnabled && identityType === 'BC_AUTH_TT' && value.identityAuthorizedBcId === undefined) say('identityAuthorizedBcId', 'Choose your Business Center.');
    }),
  );
