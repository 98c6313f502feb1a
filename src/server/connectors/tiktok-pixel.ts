import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/tiktok-pixel/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { audienceImpact } from './audience-impact.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { grantedBy } from './granted.ts';
import { beginProof } from './proof.ts';
import { refusals } from './refusals.ts';
import { testCodeOf } from './test-code.ts';
import { askTikTok, chooseFromTikTok, tiktokCall, tiktokErrors, tiktokHost } from './tiktok.ts';
import { audiences, optimizationEvents, pixels } from './tiktok-choices.ts';

type Keys = z.output<typeof fields>;

const nothing = z.optional(z.unknown());
const found = z.object({ pixels: z.array(z.object({ pixel_id: z.string(), pixel_name: z.optional(z.nullable(z.string())) })) });
/** What a test is sent as. */
const tested = 'ViewContent';
const probed = 'Test Event';
const noRight: ErrorRule = { code: 40001, means: 'insufficient_permission', field: 'pixelCode', detail: 'TikTok does not let this token send events for this pixel. Check the pixel ID; if it is right, create the token in the pixel’s own settings, as admin or operator of its ad account.' };
const rules = [noRight, ...tiktokErrors];
const testRules: readonly ErrorRule[] = [{ code: [40000, 40002], means: 'validation_failed', field: 'testEventCode', detail: 'TikTok does not take an event with this code. Copy the code from the tab Test events of this pixel.' }, ...rules];
const editRules: readonly ErrorRule[] = [
  { code: [40000, 40002], means: 'validation_failed', detail: 'TikTok refuses this change of the pixel. Make it in Events Manager, in the settings of the pixel.' },
  ...tiktokErrors,
];
/** A "parameter error" of the probe, which is empty on purpose: token and pixel were let through before it was read. */
const passedOn: ErrorRule = { code: [40000, 40002], means: 'validation_failed', detail: 'TikTok accepts the token for this pixel. Whether events arrive can be proven with a test event code: enter one from the tab Test events.' };

/** TikTok Pixel by token. With a test code an event proves all; without one an empty event shows how far the token gets, and records nothing. */
export const tiktokPixelConnector: Connector = {
  provider: 'tiktok-pixel',
  hosts: [tiktokHost],

  async verify({ credentials }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    const account: Account = { id: keys.pixelCode, label: `Pixel ${keys.pixelCode}` };
    try {
      if (keys.testEventCode !== undefined) {
        await sendEvent(keys, keys.testEventCode, context);
        const verified = proof.verified({ ...account, label: (await nameOf(keys, context)) ?? account.label }, 'passed');
        return { ...verified, ...(await grantedTo(keys, context)) };
      }
      await probe(keys, context);
      return proof.verified(account, 'skipped');
    } catch (error) {
      if (isIntegrationsError(error, 'validation_failed')) return { ...proof.unverified(account, 'permission', error.problem), ...(await grantedTo(keys, context)) };
      return proof.refused(error);
    }
  },

  options: {
    optimizationEvent: (query, context) => {
      const { advertiserId, accessToken, pixelCode } = withAccount(query);
      return chooseFromTikTok(optimizationEvents(advertiserId, accessToken, `&code=${encodeURIComponent(pixelCode)}`, (pixel) => pixel.pixel_code === pixelCode), query, context);
    },
    audienceIds: (query, context) => {
      const { advertiserId, accessToken } = withAccount(query);
      return chooseFromTikTok(audiences(advertiserId, accessToken), query, context);
    },
  },

  async push({ credentials, configuration, fields: pending }, context) {
    const matching = pending.filter((path) => path === 'pixelMatchEmail' || path === 'pixelMatchPhone');
    const { advertiserId, accessToken, pixelCode } = requireFormat(fields, credentials);
    if (advertiserId === undefined) return Object.fromEntries(matching.map((path) => [path, 'TikTok changes a pixel only for its ad account. Enter the ad account ID with the keys, then save again.']));
    return refusals(matching, async () => {
      const { pixels: [pixel] } = await askTikTok(context, tiktokCall(`/pixel/list/?advertiser_id=${advertiserId}&code=${pixelCode}&page=1&page_size=1`, accessToken), found, editRules);
      if (!pixel) throw new IntegrationsError('not_found', { detail: 'TikTok shows this pixel in no place of that ad account. Check the ad account ID.' });
      // TikTok asks for the name with every change; the one it has leaves it as it is.
      const change = { advertiser_id: advertiserId, pixel_id: pixel.pixel_id, pixel_name: pixel.pixel_name ?? pixelCode, advanced_matching_fields: { email: configuration['pixelMatchEmail'] !== false, phone_number: configuration['pixelMatchPhone'] !== false } };
      await askTikTok(context, tiktokCall('/pixel/update/', accessToken, change), nothing, editRules);
    });
  },

  async sendTest({ credentials, values }, context) {
    const keys = requireFormat(fields, credentials);
    await sendEvent(keys, testCodeOf(values, keys.testEventCode), { ...context, request: context.send }, testRules);
    return {
      outcome: 'accepted',
      verdict: 'TikTok received 1 event.',
      unproven: ['That the code is that of the open tab: look for the event there.', 'That customers are recognised: the event carries no customer data.', 'That the browser pixel sends.'],
      link: { label: 'Open Events Manager', url: 'https://ads.tiktok.com/i18n/events_manager' },
    };
  },

  impact: ({ credentials, configuration }, context) =>
    audienceImpact(configuration, 'audienceIds', async () => {
      const { advertiserId, accessToken } = withAccount({ credentials, configuration });
      return chooseFromTikTok(audiences(advertiserId, accessToken), {}, context);
    }),
};

/** What the token may do in the ad account; without one, nothing of it. */
async function grantedTo({ advertiserId, accessToken, pixelCode }: Keys, context: ConnectorContext): Promise<{ granted?: readonly string[] }> {
  if (advertiserId === undefined) return { granted: [] };
  return grantedBy({
    pixel: () => askTikTok(context, tiktokCall(`/pixel/list/?advertiser_id=${advertiserId}&code=${pixelCode}&page=1&page_size=1`, accessToken), found),
    audience: () => askTikTok(context, tiktokCall(`/dmp/custom_audience/list/?advertiser_id=${advertiserId}&page=1&page_size=1`, accessToken), nothing),
  });
}

async function sendEvent({ pixelCode, accessToken }: Keys, code: string, context: ConnectorContext, known: readonly ErrorRule[] = rules): Promise<void> {
  const at = Math.floor(context.now().getTime() / 1000);
  const event = { event: tested, event_time: at, event_id: `connection-test-${at}`, user: { ip: '203.0.113.1', user_agent: 'connection-test/1' }, page: { url: 'https://example.com/' } };
  await askTikTok(context, tiktokCall('/event/track/', accessToken, { event_source: 'web', event_source_id: pixelCode, test_event_code: code, data: [event] }), nothing, known);
}

async function probe({ pixelCode, accessToken }: Keys, context: ConnectorContext): Promise<void> {
  await askTikTok(context, tiktokCall('/pixel/track/', accessToken, { pixel_code: pixelCode, event: probed, timestamp: '', context: {} }), nothing, [passedOn, ...rules]);
}

/** The pixel's name, which only a token that may read the ad account gets to see. */
async function nameOf({ advertiserId, accessToken, pixelCode }: Keys, context: ConnectorContext): Promise<string | null> {
  if (advertiserId === undefined) return null;
  try {
    const found = await chooseFromTikTok({ ...pixels(advertiserId, accessToken), path: `/pixel/list/?advertiser_id=${advertiserId}&code=${pixelCode}` }, {}, context);
    return found.items.find((item) => item.hint === pixelCode)?.label ?? null;
  } catch (error) {
    if (isIntegrationsError(error, 'insufficient_permission') || isIntegrationsError(error, 'invalid_credentials')) return null;
    throw error;
  }
}

function withAccount({ credentials }: Pick<OptionsQuery, 'credentials' | 'configuration'>): Keys & { advertiserId: string } {
  const keys = requireFormat(fields, credentials);
  const { advertiserId } = keys;
  if (advertiserId === undefined) throw new IntegrationsError('validation_failed', { detail: 'Enter the ad account ID with the keys first: without it TikTok lists nothing.' });
  return { ...keys, advertiserId };
}
