import * as z from 'zod/mini';
import { blank, chosen, given, many, named, one, toggle, when } from '../choices.ts';
import { amount, shortText } from '../text-inputs.ts';

const campaigns = 'Campaign management';
const video = 'Video ads';
const tracking = 'Conversion tracking';
const spark = 'Spark Ads';

const number = /^[0-9]{1,20}$/;
const fromTikTok = 'Choose one from TikTok.';
const createUrl = 'https://ads.tiktok.com/i18n/dashboard';
/** One of what TikTok has, and where to make one. */
const own = (section: string, label: string, id: RegExp, more: object) => chosen(section, label, id, fromTikTok, { ...more, createUrl });
const radio = { control: 'radio' } as const;
const ahead = { effect: 'Existing ad groups keep theirs.' };
const valued = { ...ahead, ...when('optimizationGoal', 'VALUE') };
const limited = { showWhen: { field: 'budgetMode', in: ['BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET'] } } as const;
/** TikTok refuses a pixel where ads are optimised for clicks or landing page views. */
const counting = 'CONVERT VALUE REACH SHOW VIDEO_VIEW LEAD_GENERATION INSTALL IN_APP_EVENT';
const counted = { showWhen: { field: 'optimizationGoal', in: counting.split(' ') }, requires: ['pixel'] };
const sparking = when('sparkEnabled', true);
const requires = ['creative'];
const views = { OFF: 'Off', ONE_DAY: '1 day', SEVEN_DAYS: '7 days' };
/** The form says what is allowed; TikTok takes the opposite (`comment_disabled`). */
const allowed = (label: string) => toggle(video, label, true);

export const configuration = z
  .object({
    advertiserId: own(campaigns, 'Ad account', number, { help: 'Blank: the one you connected.', mayBeBlank: true }),
    permissionLevel: one(campaigns, 'What we may do', { read_only: 'Read only', manage: 'Read and change' }, 'read_only', { ...radio, requires: ['ads'], effect: '“Read and change” lets the store create and edit campaigns, which spend money.' }),
    objectiveType: one(campaigns, 'Objective', named('WEB_CONVERSIONS PRODUCT_SALES TRAFFIC LEAD_GENERATION REACH VIDEO_VIEWS ENGAGEMENT APP_PROMOTION'), 'WEB_CONVERSIONS', when('permissionLevel', 'manage')),
    budgetMode: one(campaigns, 'Budget', { BUDGET_MODE_DAY: 'Each day', BUDGET_MODE_TOTAL: 'In total', BUDGET_MODE_DYNAMIC_DAILY_BUDGET: 'Each day on average', BUDGET_MODE_INFINITE: 'No limit' }, 'BUDGET_MODE_DAY'),
    budget: given(campaigns, 'Amount', amount(1, 100_000_000), 50, { help: 'In the account’s currency; usually at least 50 a day.', showWhen: { ...limited.showWhen, required: true } }),
    cboEnabled: toggle(campaigns, 'Share it between ad groups', false, limited),
    optimizationGoal: one(campaigns, 'Optimise for', named(`${counting} CLICK TRAFFIC_LANDING_PAGE_VIEW`), 'CONVERT', { help: 'Convert and Value need a pixel.' }),
    billingEvent: one(campaigns, 'Pay for', { OCPM: 'Impressions, optimised', CPC: 'Clicks', CPM: 'Impressions', CPV: 'Views' }, 'OCPM'),
    bidType: one(campaigns, 'Bidding', { BID_TYPE_NO_BID: 'Highest delivery', BID_TYPE_CUSTOM: 'Bid cap', BID_TYPE_MAX_CONVERSION: 'Most conversions' }, 'BID_TYPE_NO_BID', ahead),
    bidPrice: blank(campaigns, 'Bid or cost per result', amount(0.01, 1_000_000), { ...ahead, ...when('bidType', 'BID_TYPE_CUSTOM', true), help: 'Less than the budget.' }),
    deepBidType: one(campaigns, 'Bidding for value', { VO_HIGHEST_VALUE: 'Highest value', VO_MIN_ROAS: 'Minimum return on ad spend', DEFAULT: 'As TikTok sets it', AEO: 'In-app events' }, 'VO_HIGHEST_VALUE', valued),
    roasBid: blank(campaigns, 'Minimum return', amount(0.01, 1000), { ...valued, help: '2 means two of value for one spent.' }),

    placementType: one(video, 'Placements', { PLACEMENT_TYPE_NORMAL: 'Those chosen here', PLACEMENT_TYPE_AUTOMATIC: 'As TikTok finds best' }, 'PLACEMENT_TYPE_NORMAL', radio),
    placements: many(video, 'Where ads run', { PLACEMENT_TIKTOK: 'TikTok', PLACEMENT_PANGLE: 'Pangle', PLACEMENT_GLOBAL_APP_BUNDLE: 'Global app bundle' }, ['PLACEMENT_TIKTOK'], when('placementType', 'PLACEMENT_TYPE_NORMAL', true)),
    adFormat: one(video, 'Format', named('SINGLE_VIDEO SINGLE_IMAGE CAROUSEL_ADS'), 'SINGLE_VIDEO'),
    callToAction: one(video, 'Button on the ad', named('SHOP_NOW LEARN_MORE ORDER_NOW SIGN_UP DOWNLOAD_NOW CONTACT_US BOOK_NOW GET_QUOTE SUBSCRIBE VIEW_NOW'), 'SHOP_NOW'),
    commentsAllowed: allowed('Comments'),
    sharingAllowed: allowed('Sharing'),
    downloadAllowed: allowed('Downloads'),
    duetAllowed: allowed('Duets'),
    stitchAllowed: allowed('Stitches'),
    promotionalMusicDisabled: allowed('Only music cleared for ads'),

    pixelId: own(tracking, 'Pixel', number, { ...counted, dependsOn: ['advertiserId'] }),
    optimizationEvent: own(tracking, 'Event', /^[A-Z][A-Z0-9_]{1,60}$/, { ...counted, dependsOn: ['pixelId'] }),
    clickWindow: one(tracking, 'After a click', { ...views, FOURTEEN_DAYS: '14 days', TWENTY_EIGHT_DAYS: '28 days' }, 'SEVEN_DAYS', ahead),
    viewWindow: one(tracking, 'After a view', views, 'ONE_DAY'),
    engagedViewWindow: one(tracking, 'After six seconds watched', views, 'OFF', { help: 'Needs both other windows.' }),
    eventCount: one(tracking, 'Count conversions', { EVERY: 'Every time', ONCE: 'Once a person' }, 'EVERY', radio),

    sparkEnabled: toggle(spark, 'Use Spark Ads', false, { requires, help: 'Ads made of posts, with their creator’s consent.' }),
    identityType: one(spark, 'Posts of', { AUTH_CODE: 'Creators who gave a code', TT_USER: 'A TikTok account', BC_AUTH_TT: 'An account of your Business Center' }, 'AUTH_CODE', { ...radio, ...sparking }),
    sparkCreators: given(spark, 'Creators', z.array(shortText(64)).check(z.maxLength(20)), [], { help: 'Whose codes stand with your keys. Saving redeems them.', remote: true, dependsOn: ['advertiserId', 'identityType'], requires, ...sparking }),
    identityAuthorizedBcId: own(spark, 'Business Center', number, { ...sparking, mayBeBlank: true }),
    identityId: own(spark, 'TikTok account', /^[\w-]{1,64}$/, { dependsOn: ['advertiserId', 'identityType', 'identityAuthorizedBcId'], requires, ...sparking }),
    sparkItemIds: given(spark, 'Posts', z.array(z.string().check(z.regex(number, fromTikTok))).check(z.maxLength(50)), [], { control: 'combobox', options: 'remote', dependsOn: ['advertiserId', 'sparkCreators'], requires, ...sparking }),
    darkPostStatus: one(spark, 'Where posts show', { OFF: 'On the profile, too', ON: 'Only as an ad' }, 'OFF', { ...radio, ...sparking }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (key: keyof typeof value, message: string) => issues.push({ code: 'custom', input: value[key], path: [key], message });
      const goal = value.optimizationGoal;
      if ((value.billingEvent === 'CPC') !== (goal === 'CLICK')) say('billingEvent', 'Pay for clicks exactly where ads are optimised for clicks.');
      if (goal === 'VALUE' && value.eventCount === 'ONCE') say('eventCount', 'Value counts every conversion.');
      if (value.budgetMode !== 'BUDGET_MODE_INFINITE' && (value.bidPrice ?? 0) >= value.budget) say('bidPrice', 'Bid less than the budget.');
      if (goal === 'VALUE' && value.deepBidType === 'VO_MIN_ROAS') {
        if (!value.roasBid) say('roasBid', 'Write the minimum return.');
        if (value.budgetMode !== 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET') say('budgetMode', 'The minimum return needs “Each day on average”.');
      }
      if (value.clickWindow === 'OFF' && (goal === 'CONVERT' || goal === 'VALUE')) say('clickWindow', 'Conversions need this window.');
      if (value.engagedViewWindow !== 'OFF' && (value.clickWindow === 'OFF' || value.viewWindow === 'OFF')) say('engagedViewWindow', 'Turn on both other windows, or this one off.');
      if (value.sparkEnabled && value.identityType === 'BC_AUTH_TT' && !value.identityAuthorizedBcId) say('identityAuthorizedBcId', 'Choose your Business Center.');
    }),
  );
