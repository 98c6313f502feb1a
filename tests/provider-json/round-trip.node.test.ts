import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { describeFields, field, type ProviderDefinition } from '../../src/core/index.ts';
import { formRules } from '../../src/core/form-rules.ts';
import { judgeConfiguration, judgeCredentials } from '../../src/core/judge.ts';
import { loadOwnApp } from '../../src/core/load-own-app.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { type FieldSchema, providerFromJSON, providerToJSON, toFieldSchema } from '../../src/provider-json/index.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { hard, rightValues } from './hard-provider.ts';

const overTheWire = (json: unknown): unknown => JSON.parse(JSON.stringify(json));
const providers: readonly ProviderDefinition[] = [...builtinProviders, hard];

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', async (_, provider) => {
  const json = await providerToJSON(provider);
  const read = providerFromJSON(overTheWire(json));
  const [original, copy] = await Promise.all([loadForms(provider), loadForms(read)]);
  const [app, appRead] = await Promise.all([loadOwnApp(original.auth.oauth2), loadOwnApp(copy.auth.oauth2)]);

  test('comes back with the same card, guides, scopes and sentences', () => {
    const { forms: _forms, ...card } = provider;
    const { forms: _read, ...cardRead } = read;
    expect(cardRead).toEqual(card);
    expect(appRead?.steps).toEqual(app?.steps);
    const texts = ({ auth, configuration: _configuration, test, ...rest }: typeof original) => ({
      ...rest,
      test: test && { ...test, fields: undefined },
      steps: auth.credentials?.steps,
      scopes: auth.oauth2?.scopes,
    });
    expect(texts(copy)).toEqual(texts(original));
  });

  test('its forms are described exactly as before', () => {
    const pairs = [
      [original.auth.credentials?.fields, copy.auth.credentials?.fields],
      [app?.fields, appRead?.fields],
      [original.configuration, copy.configuration],
      [original.test?.fields, copy.test?.fields],
    ] as const;
    expect(pairs.filter(([before]) => before).length).toBeGreaterThan(1);
    for (const [before, after] of pairs) {
      expect(after === undefined).toBe(before === undefined);
      if (!before || !after) continue;
      for (const purpose of ['credentials', 'configuration'] as const) expect(describeFields(after, purpose)).toStrictEqual(plain(describeFields(before, purpose)));
    }
  });

  test('says the same when it is written again', async () => {
    expect(await providerToJSON(read)).toStrictEqual(json);
  });

  test('is valid JSON Schema 2020-12, and small', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const schema of [json.forms.auth.credentials?.fields, json.forms.configuration]) expect(ajv.validateSchema(schema ?? {}), JSON.stringify(ajv.errors)).toBe(true);
    // Compressed, as it travels and as the budgets count.
    expect(gzipSync(JSON.stringify(json)).length).toBeLessThan(5_500);
  });
});

// `undefined` members do not travel.
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('judging by what was read', async () => {
  const forms = await loadForms(providerFromJSON(overTheWire(await providerToJSON(hard))));
  const configuration = forms.configuration ?? z.object({});
  const credentials = forms.auth.credentials?.fields ?? z.object({});
  const original = await loadForms(hard);
  const judge = (schema: typeof configuration, more: object) => {
    const judged = judgeConfiguration(schema, { ...rightValues, ...more }, formRules);
    return judged.ok ? {} : judged.fields;
  };
  const problems = (more: object): Record<string, string> => judge(configuration, more);

  test('takes what is right, and fills in defaults', () => {
    const judged = judgeConfiguration(configuration, rightValues, formRules);
    expect(judged).toMatchObject({ ok: true, values: { days: ['mon'], parcel: { size: { width: 10 } } } });
    const { columns: _columns, hook: _hook, ...others } = rightValues;
    expect(judgeConfiguration(configuration, others, formRules)).toMatchObject({ ok: true, values: { columns: [{ from: 'name', kind: 'text' }], hook: null } });
  });

  test.each([
    [{ count: 0 }, 'count', 'At least one.'],
    [{ count: 1.5 }, 'count', 'Whole numbers.'],
    [{ count: 11 }, 'count', /./],
    [{ share: 1 }, 'share', /less than 1/],
    [{ share: 0 }, 'share', /more than 0/],
    [{ share: 0.51 }, 'share', /multiple of 0.05/],
    [{ code: 'ABC' }, 'code', /exactly 6/],
    [{ agreed: 'no' }, 'agreed', 'Say yes.'],
    [{ speed: 'medium' }, 'speed', /slow, fast/],
    [{ level: 4 }, 'level', /Level/],
    [{ email: 'nobody' }, 'email', 'Write an address.'],
    [{ hook: 'nowhere' }, 'hook', /full web address/],
    [{ amount: 'some' }, 'amount', /Amount/],
    [{ days: [] }, 'days', 'Pick a day.'],
    [{ days: ['wed'] }, 'days.0', /mon/],
    [{ tags: ['a', 'b', 'c', 'd'] }, 'tags', /3 entries/],
    [{ columns: [{ from: '' }] }, 'columns.0.from', 'Name a column.'],
    [{ columns: [{ from: 'a', kind: 'date' }] }, 'columns.0.format', /Format/],
    [{ parcel: {} }, 'parcel.size', /Size/],
    [{ speed: 'fast' }, 'limit', /Limit/],
    [{ origin: { floor: 1 } }, 'origin', /Origin/],
  ])('refuses %j in the words of the original', (more, path, words) => {
    expect(Object.keys(problems(more))).toEqual([path]);
    expect(problems(more)[path]).toMatch(words);
    expect(problems(more)).toEqual(judge(original.configuration ?? configuration, more));
  });

  test('takes what only the server can judge: normalised values, flags, refinements', () => {
    expect(problems({ tags: ['  longer than five  '], numeric: 1, flagged: 'b' })).toEqual({});
    const token = 'tk_abcdefghijklmnopqrstu1';
    expect(judgeCredentials(credentials, { account: '12-34-56-78', token }, {}, formRules)).toEqual({ ok: true, values: { region: 'eu', account: '12-34-56-78', token } });
    expect(judgeCredentials(credentials, { account: '1', token: `tk_abcdefghijklmnopqrs1` }, {}, formRules).ok).toBe(true);
  });

  test('credentials are refused in the words of the original, by the first limit they break', () => {
    const refused = (token: unknown, schema = credentials) => {
      const judged = judgeCredentials(schema, { account: '12345678', token }, {}, formRules);
      return judged.ok ? null : judged.fields['token'];
    };
    for (const [token, words] of [
      [undefined, 'Enter the token.'],
      ['xx_abcdefghijklmnopqrs1', 'It starts with tk_.'],
      ['tk_1', 'Enter the token.'],
    ] as const) {
      expect(refused(token)).toBe(words);
      expect(refused(token, original.auth.credentials?.fields as typeof credentials)).toBe(words);
    }
  });
});

test('agrees with JSON Schema about values, where nothing is normalised', async () => {
  const { configuration } = (await providerToJSON(hard)).forms;
  const validate = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(configuration ?? {});
  const schema = (await loadForms(providerFromJSON(await providerToJSON(hard)))).configuration ?? z.object({});
  const odd: unknown[] = [
    null,
    true,
    0,
    1,
    2,
    0.5,
    11,
    '',
    'yes',
    'slow',
    'ABCDEF',
    'BBCDEF',
    [],
    ['mon'],
    ['wed'],
    {},
    { shop: 'x' },
    { floor: 'x' },
    [{ from: 'a' }],
    [{ from: 'a', kind: 'x' }],
    { size: {}, fragile: false },
    { size: { width: 'x' } },
  ];
  let refused = 0;
  for (const key of Object.keys(configuration?.properties ?? {}).filter((one) => !['hook', 'email', 'numeric'].includes(one))) {
    for (const value of odd) {
      const values = { ...rightValues, [key]: value };
      const ours = z.safeParse(schema, values).success;
      expect(validate(values), `${key} ${JSON.stringify(value)} ${JSON.stringify(validate.errors)}`).toBe(ours);
      if (!ours) refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(200);
});

describe('writing', () => {
  const form = (schema: z.ZodMiniType) => z.object({ member: field(schema, { label: 'Member' }) });

  test('a member without metadata is refused by its path', () => {
    expect(() => toFieldSchema(z.object({ outer: field(z.object({ inner: z.string() }), { label: 'Outer' }) }))).toThrow(/"outer\.inner" carries no metadata/);
  });

  test.each([
    ['date', z.date()],
    ['bigint', z.bigint()],
    ['record', z.record(z.string(), z.string())],
    ['custom', z.custom(() => true)],
    ['tuple', z.tuple([z.string()])],
    ['map', z.map(z.string(), z.string())],
    ['lazy', z.lazy(() => z.string())],
  ])('a %s is refused by its path', (type, schema) => {
    expect(() => toFieldSchema(form(schema))).toThrow(new RegExp(`"member" is of the type "${type}"`));
    expect(() => toFieldSchema(form(z.array(schema)))).toThrow(/"member"/);
  });

  test('a schema that holds itself, and a default that is no data, are refused', () => {
    const node: z.ZodMiniType = z.object({
      get next() {
        return z.optional(node);
      },
    });
    expect(() => toFieldSchema(form(z.array(z.union([node]))))).toThrow(/"member\.next.*nested deeper than 12 levels, or contains itself/);
    expect(() => toFieldSchema(form(z._default(z.any(), new Date())))).toThrow(/default of "member".*class/);
    expect(() => toFieldSchema(form(z._default(z.number(), Number.NaN)))).toThrow(/number/);
  });

  test('words that depend on the value are left behind', () => {
    const words = (error: unknown): FieldSchema | undefined => toFieldSchema(form(z.string({ error: error as never }))).properties?.['member'];
    expect(words('Enter it.')).toHaveProperty('x-messages', { type: 'Enter it.' });
    expect(words((issue?: { input: unknown }) => `Not ${String(issue?.input)}`)).not.toHaveProperty('x-messages');
    expect(
      words(() => {
        throw new Error('no');
      }),
    ).not.toHaveProperty('x-messages');
  });

  const withCredentials = (fields: z.ZodMiniObject): ProviderDefinition => ({
    id: 'x',
    name: 'X',
    category: 'x',
    summary: '',
    forms: { auth: { credentials: { fields, steps: [] } }, disconnect: { impact: [], keeps: [] } },
  });

  test('a secret with a default is refused, because everybody may read a definition (SR-1)', async () => {
    const key = z._default(z.string(), 'sk_live_f00');
    await expect(providerToJSON(withCredentials(z.object({ key: field(key, { label: 'Key' }) })))).rejects.toThrow(/"key" of provider "x" is secret and has a default/);
    const open = z._default(z.string(), 'eu');
    await expect(providerToJSON(withCredentials(z.object({ key: field(open, { label: 'Key', secret: false }) })))).resolves.toMatchObject({ id: 'x' });
    const nested = z._default(z.object({ key: field(z.optional(z.string()), { label: 'Key' }) }), { key: 'sk' });
    await expect(providerToJSON(withCredentials(z.object({ group: field(nested, { label: 'Group', secret: false }) })))).rejects.toThrow(/"group"/);
    const within = z.object({ key: field(z._default(z.string(), 'sk'), { label: 'Key' }) });
    await expect(providerToJSON(withCredentials(z.object({ group: field(within, { label: 'Group', secret: false }) })))).rejects.toThrow(/"group\.key"/);
  });

  test('what could not be read back is not handed out', async () => {
    await expect(providerToJSON({ ...withCredentials(z.object({})), docsUrl: 'http://docs.example' })).rejects.toThrow(/provider "x": "docsUrl" must be an https address/);
  });
});

test('hints for pasted text come along, without patterns that could stall a page', async () => {
  const json = overTheWire(await providerToJSON(builtinProviders.find(({ id }) => id === 'twilio') ?? hard)) as { forms: { auth: { credentials: { paste: { wrong: { field: string; pattern: string }[] } } } } };
  const read = (await loadForms(providerFromJSON(json))).auth.credentials?.paste;
  expect(read).toEqual(json.forms.auth.credentials.paste);
  const { wrong } = json.forms.auth.credentials.paste;
  wrong.push({ field: 'accountSid', pattern: '^(a+)+$' });
  expect((await loadForms(providerFromJSON(json))).auth.credentials?.paste).toEqual(read);
  wrong.push({ field: 'accountSid', pattern: '(' });
  expect(() => providerFromJSON(json)).toThrow('forms.auth.credentials.paste.wrong');
});
