import * as classic from 'zod';
import * as z from 'zod/mini';
import { defineProvider, field } from '../../src/core/index.ts';

const row = z.object({
  from: field(z.string().check(z.minLength(1, 'Name a column.')), { label: 'Column' }),
  kind: field(z._default(z.enum(['text', 'date']), 'text'), { label: 'Kind', options: [{ value: 'text', label: 'Text' }] }),
  format: field(z.optional(z.string()), { label: 'Format', showWhen: { field: '.kind', equals: 'date', required: true } }),
  more: field(z.optional(z.object({ note: field(z.nullable(z.string()), { label: 'Note' }) })), { label: 'More' }),
});

/** A host's definition that uses whatever a form may. */
export const hard = defineProvider({
  id: 'hard-one',
  name: 'Hard one',
  category: 'shipping',
  summary: 'Has it all.',
  aliases: ['difficult'],
  docsUrl: 'https://docs.example/hard',
  icon: { path: 'M0 0h24v24H0z' },
  accounts: 'many',
  forms: async () => ({
    auth: {
      credentials: {
        fields: z
          .object({
            region: field(z._default(z.enum({ Europe: 'eu', America: 'us' }), 'eu'), { label: 'Region', secret: false, destination: true, control: 'radio' }),
            account: field(
              z.string().check(
                z.overwrite((value) => value.replaceAll('-', '')),
                z.regex(/^[0-9]{8}$/, 'Eight digits.'),
              ),
              { label: 'Account', secret: false, destination: true },
            ),
            token: field(z.string('Enter the token.').check(z.minLength(20), z.maxLength(200), z.regex(/^tk_/, 'It starts with tk_.'), z.regex(/[0-9]$/)), {
              label: 'Token',
              warn: { pattern: '^tk_[a-z]+[0-9]$', message: 'Unusual.' },
              docsUrl: 'https://docs.example/token',
            }),
            signing: field(z.optional(z.string()), { label: 'Signing key' }),
          })
          .check(z.refine(({ token, account }) => !token.includes(account), 'The token must not hold the account.')),
        steps: [
          { title: 'Open', body: 'Open it.', url: 'https://app.example/keys' },
          { title: 'Copy', body: 'Copy it.' },
        ],
      },
      oauth2: {
        scopes: [
          { id: 'read', reason: 'To read.', capability: 'reading' },
          { id: 'write', reason: 'To write.', optional: true },
        ],
        fields: z.object({ shop: field(z.string(), { label: 'Shop', secret: false, destination: true }) }),
        steps: [],
      },
    },
    configuration: z.object({
      // Half of a host's schemas may be classic.
      email: field(classic.email('Write an address.').optional(), { label: 'Address', autoComplete: 'email' }),
      hook: field(classic.url().nullable().default(null), { label: 'Hook' }),
      count: field(z.int('Whole numbers.').check(z.gte(1, 'At least one.'), z.lte(10)), { label: 'Count', unit: 'pieces' }),
      share: field(z.number().check(z.gt(0), z.lt(1), z.multipleOf(0.05)), { label: 'Share' }),
      small: field(z.optional(z.int32()), { label: 'Small' }),
      code: field(z.string().check(z.length(6), z.minLength(2), z.startsWith('A')), { label: 'Code' }),
      flagged: field(z.optional(z.string().check(z.regex(/^a$/i))), { label: 'Flagged' }),
      agreed: field(z.literal('yes', 'Say yes.'), { label: 'Agreed' }),
      speed: field(z.literal(['slow', 'fast']), { label: 'Speed' }),
      level: field(z.literal([1, 2, 3]), { label: 'Level' }),
      amount: field(z.union([z.number(), z.literal('all')]), { label: 'Amount' }),
      origin: field(z.optional(z.union([z.object({ warehouse: z.string() }), z.object({ shop: z.string(), floor: z.optional(z.number()) })])), { label: 'Origin' }),
      days: field(z._default(z.array(z.enum(['mon', 'tue'])).check(z.minLength(1, 'Pick a day.')), ['mon']), { label: 'Days', control: 'checkboxes' }),
      tags: field(z.prefault(z.array(z.string().check(z.trim(), z.maxLength(5))).check(z.maxLength(3)), []), {
        label: 'Tags',
        options: 'remote',
        dependsOn: ['agreed'],
        requires: ['reading'],
        remote: true,
      }),
      columns: field(z._default(z.array(row), [{ from: 'name', kind: 'text' }]), { label: 'Columns', control: 'rows', section: 'Mapping', effect: 'Changes files.' }),
      parcel: field(
        z.object({
          size: field(z.object({ width: field(z._default(z.number(), 10), { label: 'Width' }) }), { label: 'Size' }),
          fragile: field(z.catch(z.boolean(), false), { label: 'Fragile' }),
        }),
        { label: 'Parcel', help: 'As it is sent.', placeholder: 'none' },
      ),
      limit: field(z.optional(z.number()), { label: 'Limit', showWhen: { field: 'speed', in: ['fast'], required: true } }),
      late: field(z.readonly(z.nonoptional(z.optional(z.boolean()))), { label: 'Late' }),
      typed: field(
        z.pipe(
          z.string(),
          z.transform((value) => value.length),
        ),
        { label: 'Typed' },
      ),
      numeric: field(z.pipe(z.transform(Number), z.number().check(z.gte(5))), { label: 'Numeric' }),
      anything: field(z.unknown(), { label: 'Anything' }),
      nothing: field(z.null(), { label: 'Nothing' }),
    }),
    test: { title: 'Send a test label', what: 'One label.', warning: 'It costs a stamp.', fields: z.object({ to: field(z.string().check(z.minLength(2)), { label: 'To', placeholder: 'Ana' }) }) },
    syncs: [{ id: 'orders', name: 'Orders' }],
    disconnect: { impact: ['Labels stop.'], keeps: ['Parcels.'] },
  }),
});

/** Values of the configuration that are right. */
export const rightValues = {
  count: 3,
  share: 0.5,
  code: 'ABCDEF',
  agreed: 'yes',
  speed: 'slow',
  level: 2,
  amount: 'all',
  parcel: { size: {}, fragile: true },
  late: true,
  typed: 'abc',
  numeric: 7,
  anything: 1,
  nothing: null,
  email: 'ana@example.com',
  hook: 'https://hook.example/x',
  tags: ['a'],
  columns: [{ from: 'name', kind: 'date', format: 'iso', more: { note: null } }],
  origin: { shop: 'x' },
};
