import { expect, test } from 'vitest';
import type { DisconnectImpact } from '../../../src/core/index.ts';
import { klaviyo, mailchimp, twilio } from '../../../src/providers/index.ts';
import { klaviyoImpact } from '../../../src/server/connectors/klaviyo-impact.ts';
import { mailchimpImpact } from '../../../src/server/connectors/mailchimp-impact.ts';
import { twilioImpact } from '../../../src/server/connectors/twilio-impact.ts';

/** Everything switched on, so that everything that can be said is said. */
const busy = {
  klaviyo: () => klaviyoImpact({ listSyncEnabled: true, listId: 'L1', eventTriggers: [{ metricName: 'Placed Order' }, { metricName: 'Added to Cart' }], audienceSegmentIds: ['S1', 'S2'], syncDirection: 'both' }, async () => 'Newsletter', async () => ['Welcome series', 'Winback']),
  mailchimp: () => mailchimpImpact({ audienceId: 'a1b2', ecommerceSync: true, eventMap: [{ name: 'order' }, { name: 'cart' }], reportingEnabled: true }, async () => ({ name: 'Shop customers', stats: { member_count: 120 } }), async () => 2, async () => 42),
  twilio: async () => twilioImpact({ automations: [{ enabled: true }, { enabled: true }, { enabled: false }], verifyEnabled: true, inboundEnabled: true }),
};
const definitions = { klaviyo, mailchimp, twilio };
const runsOfFour = (sentence: string) => {
  const words = sentence.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return words.slice(3).map((_, index) => words.slice(index, index + 4).join(' '));
};

test.for(Object.keys(busy) as (keyof typeof busy)[])('a disconnect of %s says each fact once (UX-82)', async (id) => {
  const { forms } = definitions[id];
  const { disconnect } = await (forms as () => Promise<{ disconnect: { impact: readonly string[]; keeps: readonly string[] } }>)();
  const told = await busy[id]();
  const found: DisconnectImpact = 'items' in told ? told : { items: told };
  const said = [...found.items, ...disconnect.impact, ...(found.keeps ?? []), ...disconnect.keeps];
  const runs = said.flatMap(runsOfFour);
  expect(runs.filter((run, index) => runs.indexOf(run) !== index)).toEqual([]);
  expect(said.filter((sentence) => /unsubscribe/.test(sentence)).length).toBeLessThanOrEqual(1);
});
