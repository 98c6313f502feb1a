import { existsSync } from 'node:fs';
import { describeFields, type FieldDescriptor } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import type { ProviderDefinition } from '../../src/core/provider.ts';
import type { Connector } from '../../src/server/connector.ts';

export interface Known {
  provider: ProviderDefinition;
  connector: Connector;
  /** Outcomes of its accounts in the sandbox. */
  accounts: readonly string[];
  /** Number of answers recorded for it, each with its verdict. */
  recorded: number;
}
export type Tier = 'none' | 'bronze' | 'silver' | 'gold';
export interface Quality { tier: Tier; missing: readonly string[] }

const root = new URL('../../', import.meta.url);
const file = (path: string) => new URL(path, root);
const flat = (fields: readonly FieldDescriptor[]): FieldDescriptor[] => fields.flatMap((one) => [one, ...flat(one.fields ?? [])]);

/** The levels of a built-in provider, each with what it has to have beyond the one before. */
const levels: Record<'bronze' | 'silver' | 'gold', Record<string, (facts: Facts) => boolean>> = {
  bronze: {
    'a guide': ({ forms }) => (forms.auth.credentials?.steps.length ?? 0) >= 2,
    'help on every credential': ({ credentials }) => credentials.every(({ help }) => help),
    'what a disconnect stops and leaves': ({ forms: { disconnect } }) => disconnect.impact.length > 1 && disconnect.keeps.length > 1,
    'a check of the credentials': ({ connector }) => typeof connector.verify === 'function',
  },
  silver: {
    'choices out of the provider': ({ settings, connector }) => settings.filter(({ options }) => options === 'remote').every(({ path }) => connector.options?.[path]),
    'settings passed on to the provider': ({ settings, connector, forms }) => !settings.some(({ remote }) => remote) || Boolean(connector.push) || (forms.capabilities?.length ?? 0) > 0,
    'an imitation with an account for every outcome': ({ accounts }) => ['valid', 'wrong', 'forbidden', 'rate_limited', 'down'].every((outcome) => accounts.includes(outcome)) && accounts.filter((one) => one === 'valid').length > 1,
    'eight recorded answers': ({ recorded }) => recorded >= 8,
    'a page of its own': ({ id }) => existsSync(file(`docs/providers/${id}.md`)),
    stories: ({ id }) => existsSync(file(`stories/providers/${id}.stories.tsx`)),
  },
  gold: {
    'proof of the keys by themselves': ({ id }) => !unprovable.includes(id),
    'what a disconnect breaks, counted': ({ connector }) => Boolean(connector.impact),
    'a test that can be sent': ({ forms, connector }) => Boolean(forms.test && connector.sendTest),
    'what the credentials may do': ({ forms }) => (forms.capabilities?.length ?? 0) > 0,
  },
};
/** Google confirms no secret to who holds only it. */
const unprovable: readonly string[] = ['google-analytics-4'];

interface Facts extends Known {
  id: string;
  forms: Awaited<ReturnType<typeof loadForms>>;
  credentials: readonly FieldDescriptor[];
  settings: readonly FieldDescriptor[];
}

/** How far a provider goes, and what it lacks for the next level. */
export async function qualityOf(known: Known): Promise<Quality> {
  const forms = await loadForms(known.provider);
  const facts: Facts = {
    ...known, id: known.provider.id, forms,
    credentials: forms.auth.credentials ? flat(describeFields(forms.auth.credentials.fields)) : [],
    settings: forms.configuration ? flat(describeFields(forms.configuration, 'configuration')) : [],
  };
  let tier: Tier = 'none';
  for (const [level, needs] of Object.entries(levels) as [Exclude<Tier, 'none'>, Record<string, (facts: Facts) => boolean>][]) {
    const missing = Object.keys(needs).filter((need) => !needs[need]?.(facts));
    if (missing.length > 0) return { tier, missing };
    tier = level;
  }
  return { tier, missing: [] };
}

export const needsOf = (level: keyof typeof levels) => Object.keys(levels[level]);
