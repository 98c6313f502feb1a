import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtinProviders } from '../../src/providers/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { builtinConnectors } from '../../src/server/connectors/index.ts';
import { needsOf, type Quality, qualityOf } from './quality.ts';

const accounts = (await (await createSandbox().fetch(new Request('http://sandbox.example/_sandbox/accounts'))).json()) as { provider: string; outcome: string }[];
const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');
const qualities: [string, Quality][] = await Promise.all(
  builtinProviders.map(async (provider): Promise<[string, Quality]> => {
    const connector = builtinConnectors.find((one) => one.provider === provider.id);
    if (!connector) throw new Error(`${provider.id} has no connector`);
    return [provider.name, await qualityOf({ provider, connector, accounts: accounts.filter((one) => one.provider === provider.id).map((one) => one.outcome) })];
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
