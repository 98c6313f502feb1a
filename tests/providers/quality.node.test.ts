import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtinProviders } from '../../src/providers/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { builtinConnectors } from '../../src/server/connectors/index.ts';
import { facebookAdsAnswers } from '../server/connectors/facebook-ads.fixtures.ts';
import { googleAdsFixtures } from '../server/connectors/google-ads.fixtures.ts';
import { googleAnalyticsFixtures } from '../server/connectors/google-analytics-4.fixtures.ts';
import { messagingFixtures } from '../server/connectors/messaging-answers.fixtures.ts';
import { metaPixelAnswers } from '../server/connectors/meta-pixel.fixtures.ts';
import { tiktokAdsAnswers } from '../server/connectors/tiktok-ads.fixtures.ts';
import { tiktokPixelAnswers } from '../server/connectors/tiktok-pixel.fixtures.ts';
import { needsOf, type Quality, qualityOf } from './quality.ts';

const accounts = (await (await createSandbox().fetch(new Request('http://sandbox.example/_sandbox/accounts'))).json()) as { provider: string; outcome: string }[];
const recorded: Record<string, readonly unknown[]> = {
  'google-analytics-4': googleAnalyticsFixtures, 'meta-pixel': metaPixelAnswers, 'tiktok-pixel': tiktokPixelAnswers, 'google-ads': googleAdsFixtures, 'facebook-ads': facebookAdsAnswers, 'tiktok-ads': tiktokAdsAnswers,
  ...Object.fromEntries(['klaviyo', 'mailchimp', 'twilio'].map((id) => [id, messagingFixtures.filter(({ provider }) => provider === id)])),
};
const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');
const qualities: [string, Quality][] = await Promise.all(
  builtinProviders.map(async (provider): Promise<[string, Quality]> => {
    const connector = builtinConnectors.find((one) => one.provider === provider.id);
    if (!connector) throw new Error(`${provider.id} has no connector`);
    return [provider.name, await qualityOf({ provider, connector, recorded: recorded[provider.id]?.length ?? 0, accounts: accounts.filter((one) => one.provider === provider.id).map((one) => one.outcome) })];
  }),
);

test('every built-in provider is at least silver (DX-34)', () => {
  expect(qualities.filter(([, { tier }]) => tier === 'none' || tier === 'bronze')).toEqual([]);
});

test('the documentation says how far each provider goes and what it lacks (DX-34)', () => {
  const rows = qualities.map(([name, { tier, missing }]) => `| ${name} | ${tier} | ${missing.join('; ') || '–'} |`);
  expect(page.split('\n').filter((line) => / \| (?:none|bronze|silver|gold) \| /.test(line))).toEqual(rows);
  for (const level of ['bronze', 'silver', 'gold'] as const) expect(page).toContain(`**${level}**: ${needsOf(level).join(', ')}`);
});
