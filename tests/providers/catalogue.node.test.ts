import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { defineProvider, describeFields, type FieldDescriptor, type GuideStep } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { builtinCategories, builtinProviders } from '../../src/providers/index.ts';
import { klaviyo } from '../../src/providers/klaviyo/provider.ts';
import { processorTime } from '../setup/processor-time.ts';

const docsHosts = ['developers.google.com', 'analytics.google.com', 'ads.google.com', 'console.cloud.google.com', 'support.google.com', 'business.facebook.com', 'developers.facebook.com', 'www.facebook.com', 'ads.tiktok.com', 'business-api.tiktok.com', 'adsmanager.facebook.com', 'www.klaviyo.com', 'developers.klaviyo.com', 'mailchimp.com', 'us1.admin.mailchimp.com', 'www.twilio.com', 'console.twilio.com'];
const secrets: Record<string, string[]> = { 'google-analytics-4': ['apiSecret', 'clientSecret', 'refreshToken'], 'google-ads': ['clientSecret', 'refreshToken', 'developerToken'], 'meta-pixel': ['accessToken'], 'facebook-ads': ['accessToken', 'appSecret'], 'tiktok-pixel': ['accessToken'], 'tiktok-ads': ['accessToken', 'appSecret', 'sparkAuthCodes'], klaviyo: ['privateApiKey'], mailchimp: ['apiKey'], twilio: ['authToken', 'apiKeySecret'] };
/** The needs of each provider, as sections of its form. */
const needs: Record<string, string[]> = {
  'google-analytics-4': ['Goals', 'Event tracking', 'Audience sync', 'Data retention'],
  'google-ads': ['Campaign management', 'Conversion tracking', 'Audience sync', 'Automated bidding'],
  'meta-pixel': ['Conversion events', 'Custom audiences', 'Attribution', 'Data sharing'],
  'facebook-ads': ['Ad account', 'Campaign management', 'Audience targeting', 'Attribution'],
  'tiktok-pixel': ['Event tracking', 'Conversion optimisation', 'Audience sync'],
  'tiktok-ads': ['Campaign management', 'Video ads', 'Conversion tracking', 'Spark Ads'],
  klaviyo: ['List sync', 'Behavioural triggers', 'Segmentation', 'Email templates'],
  mailchimp: ['Audience sync', 'Campaign automation', 'Tag mapping', 'Reporting'],
  twilio: ['SMS campaigns', 'Two-way messaging', 'Phone verification', 'Message automation'],
};

/** What changes how long data is kept, who gets it, or what is bid. */
const consequential: Record<string, string[]> = {
  'google-analytics-4': ['eventDataRetention', 'userDataRetention', 'resetUserDataOnNewActivity', 'audienceSyncEnabled', 'adsPersonalizationEnabled'],
  'google-ads': ['enhancedConversions', 'audienceSyncEnabled', 'membershipLifeSpan', 'biddingStrategy', 'targetCpa', 'targetRoas', 'cpcBidCeiling', 'impressionShareLocation', 'impressionSharePercent'],
  'meta-pixel': ['advancedMatching', 'websiteRetentionDays', 'limitedDataUse', 'dataUseSetting', 'firstPartyCookies'],
  'facebook-ads': ['bidStrategy', 'bidAmount', 'roasFloor'],
  'tiktok-pixel': ['advancedMatching', 'limitedDataUse', 'retentionInDays'],
  'tiktok-ads': ['bidType', 'bidPrice', 'deepBidType', 'roasBid'],
};

const catalogue = await Promise.all(
  builtinProviders.map(async (provider) => {
    const forms = await loadForms(provider);
    const credentialSchema = forms.auth.credentials?.fields;
    const configurationSchema = forms.configuration;
    if (!credentialSchema || !configurationSchema) throw new Error(`${provider.id} lacks a form`);
    return { provider, forms, credentialSchema, configurationSchema, credentials: describeFields(credentialSchema), configuration: describeFields(configurationSchema, 'configuration') };
  }),
);

test('ids and categories are those of the contract, and every id is unique', () => {
  expect(builtinProviders.map((one) => [one.id, one.category])).toEqual([
    ['google-analytics-4', 'analytics'], ['meta-pixel', 'analytics'], ['tiktok-pixel', 'analytics'], ['google-ads', 'advertising'], ['facebook-ads', 'advertising'], ['tiktok-ads', 'advertising'], ['klaviyo', 'email'], ['mailchimp', 'email'], ['twilio', 'sms'],
  ]);
  expect(builtinCategories).toEqual({ analytics: 'Analytics', advertising: 'Advertising', email: 'Email', sms: 'SMS' });
  expect(klaviyo).toBe(builtinProviders[6]);
});

describe.each(catalogue.map((entry) => [entry.provider.id, entry] as const))('%s', (id, { provider, forms, credentialSchema, configurationSchema, credentials, configuration }) => {
  const all = [...credentials, ...configuration];
  const members: [FieldDescriptor, z.ZodMiniType][] = [
    ...credentials.map((field) => [field, credentialSchema._zod.def.shape[field.key]] as [FieldDescriptor, z.ZodMiniType]),
    ...configuration.map((field) => [field, configurationSchema._zod.def.shape[field.key]] as [FieldDescriptor, z.ZodMiniType]),
  ];

  test('the card needs no schema: everything heavy comes from one lazy loader', () => {
    expect(typeof provider.forms).toBe('function');
    const { forms: _, ...card } = provider;
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
    expect(provider.summary).toMatch(/^[A-Z].{20,100}\.$/);
  });

  test('exactly the credentials that are secret are secret', () => {
    expect(credentials.filter((field) => field.secret).map((field) => field.key)).toEqual(secrets[id]);
    expect(configuration.some((field) => field.secret)).toBe(false);
  });

  test('covers every need of the provider, each with several fields', () => {
    for (const need of needs[id] ?? []) expect(leavesOf(configuration.filter((field) => field.section === need)).length, need).toBeGreaterThanOrEqual(3);
    expect(new Set(configuration.map((field) => field.section))).toEqual(new Set(needs[id]));
  });

  test('every field has a label, every credential says where to find it (UX-34)', () => {
    for (const field of all) expect(field.label, field.path).toMatch(/^\p{Lu}/u);
    for (const field of credentials) expect(field.help?.length ?? 0, field.path).toBeGreaterThan(10);
    for (const text of all.flatMap((field) => [field.label, field.help ?? '', field.effect ?? ''])) expect(text).not.toMatch(/oops|invalid value|are you sure|!|\s$/i);
  });

  test('what changes retention, data sharing or bidding says what it causes (UX-80)', () => {
    for (const key of consequential[id] ?? []) expect(configuration.find((field) => field.key === key)?.effect?.length ?? 0, key).toBeGreaterThan(20);
  });

  test('no field is of a kind the form cannot show, and every choice has words', () => {
    for (const field of all) {
      expect(field.kind, field.path).not.toBe('unknown');
      if (Array.isArray(field.options)) for (const option of field.options) expect(option.label, field.path).toMatch(/^[\p{Lu}A-Z0-9/]/u);
      if (field.kind === 'choice' || field.kind === 'choices') expect(field.options, field.path).toBeInstanceOf(Array);
    }
  });

  test('a missing or misshapen value is answered in words, never "Invalid …" (UX-37)', () => {
    for (const [field, member] of members.filter(([one]) => one.required || one.kind === 'text')) {
      for (const value of [undefined, 42, {}, '?', '\u0000']) {
        for (const issue of z.safeParse(member, value).error?.issues ?? []) if (field.required || typeof value === 'string') expect(issue.message, `${field.path} ${JSON.stringify(value)}`).toMatch(/^(?!Invalid)[A-Z].*\.$/);
      }
    }
  });

  test('examples are valid (UX-34)', () => {
    for (const [field, member] of members) {
      if (!field.placeholder) continue;
      const example = field.kind === 'tags' ? [field.placeholder] : field.placeholder;
      expect(z.safeParse(member, example).success, `${field.path}: ${field.placeholder}`).toBe(true);
      if (field.warn && !/0{6}/.test(field.placeholder)) expect(field.placeholder).toMatch(new RegExp(field.warn.pattern));
    }
  });

  test('links are https and on the list of known pages (UX-104)', () => {
    const steps: readonly GuideStep[] = forms.auth.credentials?.steps ?? [];
    expect(steps.length).toBeGreaterThan(1);
    const links = [provider.docsUrl, ...steps.map((step) => step.url), ...all.flatMap((field) => [field.docsUrl, field.createUrl])].filter((link) => link !== undefined);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      expect(new URL(link).protocol).toBe('https:');
      expect(docsHosts).toContain(new URL(link).host);
    }
  });

  test('what a field depends on exists, and never hides behind another field', () => {
    const byPath = new Map(configuration.map((field) => [field.path, field]));
    for (const field of configuration) {
      for (const path of field.dependsOn ?? []) expect(byPath.has(path), `${field.path} → ${path}`).toBe(true);
      if (!field.showWhen) continue;
      const cause = byPath.get(field.showWhen.field);
      expect(cause, field.path).toBeDefined();
      // A hidden cause keeps its value, so a chain would leave a field standing without its reason.
      expect(cause?.showWhen, `${field.path} ← ${field.showWhen.field}`).toBeUndefined();
      const wanted = 'in' in field.showWhen ? field.showWhen.in : [field.showWhen.equals];
      for (const value of wanted) expect(z.safeParse(members.find(([one]) => one === cause)?.[1] ?? z.never(), value).success).toBe(true);
    }
  });

  test('a field that may be hidden is optional or defaulted', () => {
    for (const field of configuration.filter((one) => one.showWhen)) expect(field.required, field.path).toBe(false);
  });

  test('the defaults alone are valid, but for what only a person can choose', () => {
    const parsed = z.safeParse(configurationSchema, id === 'mailchimp' ? { audienceId: '1a2df69511' } : {});
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(configuration.filter((field) => field.required).map((field) => field.key)).toEqual(id === 'mailchimp' ? ['audienceId'] : []);
  });

  test('the schemas can be written as JSON, patterns without flags', () => {
    for (const schema of [credentialSchema, configurationSchema]) {
      expect(() => JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))).not.toThrow();
    }
    for (const [field, member] of members) for (const pattern of patternsOf(member)) expect(pattern.flags, field.path).toBe('');
  });

  test('every validator takes linear time: 100 kB of hostile text in under 50 ms (SR-51)', () => {
    const hostile = ['a', '.', '-', ' ', '0', '+1', 'a@a.', '\u200b', 'us21', 'pk_', '"', 'https://a', 'https://us1.admin.mailchimp.com/', '()', 'a b', 'é', '\n'].map((piece) => piece.repeat(Math.ceil(100_000 / piece.length)));
    const tails = ['', '!', '@', '\u0000'];
    for (const [field, member] of members.flatMap(withInner)) {
      if (field.kind !== 'text' && field.kind !== 'tags') continue;
      for (const body of hostile) {
        for (const tail of tails) {
          for (const value of [body + tail, `a@${body}${tail}`]) {
            const took = fastest(() => z.safeParse(member, field.kind === 'tags' ? [value] : value));
            expect(took, `${field.path} ${JSON.stringify(value.slice(0, 20))}`).toBeLessThan(50);
          }
        }
      }
    }
  });

  test('a disconnect says what stops and what is kept (UX-82)', () => {
    expect(forms.disconnect.impact.length).toBeGreaterThanOrEqual(2);
    expect(forms.disconnect.keeps.length).toBeGreaterThanOrEqual(2);
    for (const sentence of [...forms.disconnect.impact, ...forms.disconnect.keeps]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

test('are what defineProvider would accept, which does not run for them', () => {
  for (const provider of builtinProviders) expect(defineProvider(provider)).toEqual(provider);
});

test('only drawn with an icon whose licence allows it', () => {
  expect(builtinProviders.filter((one) => !one.icon).map((one) => one.id)).toEqual(['klaviyo', 'twilio']);
});

/** A member with those in it, at any depth of rows and objects. */
function withInner([field, member]: [FieldDescriptor, z.ZodMiniType]): [FieldDescriptor, z.ZodMiniType][] {
  const inner = (field.fields ?? []).flatMap((one) => {
    const schema = shapeOf(member)[one.key];
    if (!schema) throw new Error(`${one.path} has no schema`);
    return withInner([one, schema]);
  });
  return [[field, member], ...inner];
}

function shapeOf(schema: z.ZodMiniType): Record<string, z.ZodMiniType> {
  const { shape, innerType, element } = schema._zod.def as { shape?: Record<string, z.ZodMiniType>; innerType?: z.ZodMiniType; element?: z.ZodMiniType };
  const next = innerType ?? element;
  return shape ?? (next ? shapeOf(next) : {});
}

/** The shortest of up to five runs, in ms: other work slows some of them, a validator that is not linear slows all. */
function fastest(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < 5 && least >= 50; count++) least = Math.min(least, processorTime(run));
  return least;
}

/** What is filled in: members of rows stand for themselves. */
function leavesOf(fields: readonly FieldDescriptor[]): FieldDescriptor[] {
  return fields.flatMap((field) => (field.fields ? leavesOf(field.fields) : field));
}

/** Every regular expression of a member, through wrappers and into lists. */
function patternsOf(schema: unknown): RegExp[] {
  const def = (schema as { _zod: { def: Record<string, unknown> } })._zod.def;
  const checks = (def['checks'] as { _zod: { def: { pattern?: RegExp } } }[] | undefined) ?? [];
  const inner = [def['innerType'], def['element']].filter((one) => one !== undefined);
  return [...checks.flatMap((check) => check._zod.def.pattern ?? []), ...inner.flatMap(patternsOf)];
}
