import type { CallOptions, IntegrationsAdapter } from '../core/adapter.ts';
import { replaceConfiguration } from '../core/configuration.ts';
import { previewCredentials } from '../core/credential-previews.ts';
import { describeFields, type FieldDescriptor } from '../core/describe-fields.ts';
import { IntegrationsError } from '../core/errors.ts';
import type { Account, Integration, Values } from '../core/integration.ts';
import { formRules } from '../core/form-rules.ts';
import { judgeConfiguration, judgeCredentials } from '../core/judge.ts';
import type { ProviderForms } from '../core/provider.ts';
import { createAuthorizations } from './memory/authorizations.ts';
import { createGate, toError } from './memory/gate.ts';
import { createIdempotency } from './memory/idempotency.ts';
import type { MemoryAdapterOptions, MemoryControls, MemoryMethod } from './memory/options.ts';
import { pageOfOptions } from './memory/page-of-options.ts';
import { receiptOf } from './memory/receipt.ts';
import { createRecords, type MemoryRecord } from './memory/records.ts';
import { unasked, verificationOf } from './memory/verify.ts';

export type { MemoryAdapterOptions, MemoryChoices, MemoryControls, MemoryMethod, MemorySeed, MemorySignIn } from './memory/options.ts';

/** An adapter with every method this package knows how to play without a server, and `controls` for tests and stories. */
export type MemoryAdapter = IntegrationsAdapter &
  Required<Pick<IntegrationsAdapter, 'status' | 'verify' | 'sendTest' | 'options' | 'impact' | 'update' | 'authorization' | 'subscribe'>> & { controls: MemoryControls };

/**
 * An adapter that keeps everything in memory: for stories, tests and first steps. It behaves as the interface promises
 * (schemas judge what is entered, secrets are kept and never answered, revisions conflict, keys have one effect) and is deterministic.
 *
 * @example
 * const adapter = createMemoryAdapter({
 *   providers: [klaviyo, twilio],
 *   seed: { klaviyo: { status: 'connected', account: { label: 'Ana’s Shop' }, stored: { publicApiKey: 'AbC123', privateApiKey: 'pk_…' } } },
 *   reject: ({ authToken }) => (authToken === 'wrong' ? 'invalid_credentials' : undefined),
 *   options: { klaviyo: { listId: [{ value: 'L1', label: 'Newsletter' }] } },
 *   impact: { klaviyo: ['2 flows stop sending.'] },
 *   latency: 300,
 * });
 * adapter.controls.failNext('configure', 'unavailable');
 * adapter.controls.change('klaviyo', { label: 'Renamed elsewhere' });
 *
 * @throws TypeError when the seed names a provider that is not given.
 */
export function createMemoryAdapter(given: MemoryAdapterOptions): MemoryAdapter {
  const now = given.now ?? steadyClock();
  const records = createRecords(given, now);
  const gate = createGate(given);
  const once = createIdempotency();
  const removed = new Map<string, readonly string[]>();
  const listeners = new Set<(integration: Integration) => void>();

  // Work runs without a pause between reading a record and writing it, which is what makes concurrent calls safe.
  const read = <T>(method: MemoryMethod, o: CallOptions, work: () => Promise<T> | T): Promise<T> =>
    gate.pass(method, o, async () => { await records.ready(); return structuredClone(await work()); });
  const write = <T>(method: MemoryMethod, input: unknown, o: CallOptions, work: () => Promise<T> | T): Promise<T> =>
    read(method, o, () => once(o.idempotencyKey, method, input, async () => work()));

  const refusalOf = (record: MemoryRecord, credentials: Values): IntegrationsError | undefined => {
    const how = given.reject?.(structuredClone(credentials), record.provider.id);
    return how && toError(how);
  };
  const accountOf = (record: MemoryRecord, credentials: Values): Account =>
    given.account?.(structuredClone(credentials), record.provider.id) ?? { label: `${record.provider.name} account` };
  const findProvider = (id: string) => given.providers.find((one) => one.id === id);

  async function judged(record: MemoryRecord, credentials: Values): Promise<{ values: Values; fields: readonly FieldDescriptor[] }> {
    const schema = (await records.forms(record)).auth.credentials?.fields;
    if (!schema) throw new IntegrationsError('bad_request', { detail: `${record.provider.name} is not connected with credentials. Sign in to it instead.` });
    const judgement = judgeCredentials(schema, credentials, record.stored, formRules);
    if (!judgement.ok) throw new IntegrationsError('validation_failed', { fields: judgement.fields });
    return { values: judgement.values, fields: describeFields(schema) };
  }

  const { authorization, end } = createAuthorizations({ given, records, now, write });
  const adapter: MemoryAdapter = {
    list: (o) => read('list', o, () => records.all().map((record) => record.integration)),

    connect: (input, o) => write('connect', input, o, async () => {
      const record = records.find(input.integration);
      const { values, fields } = await judged(record, input.credentials);
      const refusal = refusalOf(record, values);
      if (refusal) throw refusal;
      const account = accountOf(record, values);
      refuseOtherAccount(record, account);
      refuseDuplicate(records.all(), record, account);
      const at = now().toISOString();
      record.stored = structuredClone(values);
      return records.write(record, {
        status: 'connected', revocation: 'none', scheme: 'credentials', account, credentials: previewCredentials(fields, values, at),
        problem: null, retryAt: null, checkedAt: at, connectedAt: at, connectedBy: given.actor ?? 'you',
      });
    }),

    configure: (input, o) => write('configure', input, o, async () => {
      const schema = (await records.forms(records.find(input.integration))).configuration;
      const record = records.find(input.integration);
      if (record.integration.status === 'disconnected') throw new IntegrationsError('not_connected');
      refuseStale(record, input.revision);
      if (!schema) throw new IntegrationsError('bad_request', { detail: `${record.provider.name} has no settings to save.` });
      const judgement = judgeConfiguration(schema, input.configuration, formRules);
      if (!judgement.ok) throw new IntegrationsError('validation_failed', { fields: judgement.fields });
      const fields = describeFields(schema, 'configuration');
      const refused = given.refuse?.(structuredClone(judgement.values), record.provider.id);
      const problem = refused ? new IntegrationsError('refused_by_provider', { fields: refused }).problem : null;
      return records.write(record, { problem, configuration: replaceConfiguration(fields, record.integration.configuration, judgement.values) });
    }),

    disconnect: (input, o) => write('disconnect', input, o, async () => {
      const choices = [...new Set(input.choices)];
      if (choices.length > 0) refuseUnoffered(choices, await records.forms(records.find(input.integration, 'even removed')));
      const record = records.find(input.integration, 'even removed');
      end(input.integration);
      const { status, scheme, configuration, label } = record.integration;
      const erases = input.eraseData === true;
      const isFurther = record.integration.id !== record.provider.id;
      const revocation = scheme === 'oauth2' ? (given.revocation?.[record.provider.id] ?? 'none') : 'none';
      const hasData = Object.keys(configuration).length > 0 || label !== null;
      if (status !== 'disconnected' || (erases && hasData)) {
        if (status !== 'disconnected') removed.set(input.integration, choices);
        record.stored = {};
        record.ownApp = {};
        records.write(record, {
          status: 'disconnected', ...(status !== 'disconnected' && { revocation }), scheme: null, account: null, scopes: null, credentials: {}, problem: null, authorization: null,
          nextSyncAt: null, retryAt: null, checkedAt: null, accessEndsAt: null, connectedAt: null, connectedBy: null,
          ...(erases ? { configuration: {}, label: null, lastSync: null, enabled: true } : {}),
        });
      }
      if (erases && isFurther) records.remove(record);
      return record.integration;
    }),

    status: ({ integration }, o) => read('status', o, () => {
      const record = records.find(integration);
      if (record.integration.status === 'disconnected') return record.integration;
      const refusal = Object.keys(record.stored).length > 0 ? refusalOf(record, record.stored) : undefined;
      const checkedAt = now().toISOString();
      // Only positive proof against the credentials ends a connection; an unanswered question changes nothing but the date.
      const verdict = refusal?.code === 'invalid_credentials' ? ({ status: 'needs_reauth', problem: refusal.problem } as const) : {};
      const since = verdict.status && verdict.status !== record.integration.status ? { since: checkedAt } : {};
      record.integration = { ...record.integration, ...verdict, ...since, checkedAt };
      return record.integration;
    }),

    verify: (input, o) => read('verify', o, async () => {
      const record = records.find(input.integration);
      if (!input.credentials && record.integration.status === 'disconnected') throw new IntegrationsError('not_connected');
      const values = input.credentials ? (await judged(record, input.credentials)).values : record.stored;
      const refusal = refusalOf(record, values);
      if (refusal && unasked.includes(refusal.code)) throw refusal;
      return verificationOf(refusal, record.integration.account ?? accountOf(record, values), now().toISOString());
    }),

    sendTest: (input, o) => write('sendTest', input, o, async () => {
      const record = records.find(input.integration);
      const { test } = await records.forms(record);
      if (!test) throw new IntegrationsError('not_found', { detail: `${record.provider.name} has nothing to send for a test.` });
      if (record.integration.status === 'disconnected') throw new IntegrationsError('not_connected');
      const judgement = test.fields ? judgeConfiguration(test.fields, input.values ?? {}, formRules) : { ok: true as const, values: {} };
      if (!judgement.ok) throw new IntegrationsError('validation_failed', { fields: judgement.fields });
      return receiptOf(given.test?.(structuredClone(judgement.values), record.provider.id), record.provider, judgement.values, now().toISOString());
    }),

    options: (input, o) => read('options', o, async () => {
      const record = records.find(input.integration);
      const ofProvider = given.options?.[record.provider.id] ?? {};
      const choices = Object.hasOwn(ofProvider, input.field) ? ofProvider[input.field] : undefined;
      if (!choices && !(await hasRemoteField(record, input.field))) {
        throw new IntegrationsError('not_found', { detail: `${record.provider.name} has no list of choices for “${input.field}”. Reload the page.` });
      }
      const list = typeof choices === 'function' ? choices({ ...record.integration.configuration, ...input.values }) : (choices ?? []);
      return pageOfOptions(list, input.query, input.cursor);
    }),

    impact: ({ integration }, o) => read('impact', o, () => {
      const record = records.find(integration);
      const told = (record.integration.status !== 'disconnected' && given.impact?.[record.provider.id]) || [];
      return 'items' in told ? told : { items: told };
    }),

    update: (input, o) => write('update', input, o, () => {
      const record = records.find(input.integration);
      refuseStale(record, input.revision);
      const { enabled = record.integration.enabled } = input;
      const label = input.label === undefined ? record.integration.label : input.label.trim() || null;
      const changes = enabled !== record.integration.enabled || label !== record.integration.label;
      if (input.revocation) record.integration = { ...record.integration, revocation: input.revocation };
      return changes ? records.write(record, { enabled, label }) : record.integration;
    }),

    authorization,

    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    controls: {
      ...gate.controls,
      change: (integration, change) => {
        const answer = structuredClone(records.write(records.find(integration), { updatedBy: 'somebody else', ...change }));
        for (const listener of listeners) listener(structuredClone(answer));
        return answer;
      },
      removed: (integration) => removed.get(integration) ?? [],
      conflict: (integration) => void records.write(records.find(integration), { updatedBy: 'somebody else' }),
    },
  };

  async function hasRemoteField(record: MemoryRecord, path: string): Promise<boolean> {
    const { auth, configuration } = await records.forms(record);
    const fields = [...(auth.credentials ? describeFields(auth.credentials.fields) : []), ...(configuration ? describeFields(configuration, 'configuration') : [])];
    return fields.some(function matches(field): boolean {
      return (field.path === path && field.options === 'remote') || (field.fields ?? []).some(matches);
    });
  }

  if (given.providers.some((provider) => provider.accounts === 'many')) {
    adapter.add = (input, o) => write('add', input, o, () => {
      const provider = findProvider(input.provider);
      if (!provider) throw new IntegrationsError('provider_unknown');
      if (provider.accounts !== 'many') throw new IntegrationsError('already_connected', { detail: `${provider.name} takes one account. Use the card that shows it.` });
      return records.add(provider, input.label?.trim() || null).integration;
    });
  }
  return adapter;
}

function refuseUnoffered(choices: readonly string[], { disconnect }: Pick<ProviderForms, 'disconnect'>): void {
  const offered = (disconnect.choices ?? []).map(({ id }) => id);
  if (choices.some((one) => !offered.includes(one))) throw new IntegrationsError('bad_request', { detail: 'Something was chosen that a disconnect does not offer here, so nothing was done. Reload the page.' });
}

function refuseStale(record: MemoryRecord, revision: string): void {
  if (revision !== record.integration.revision) throw new IntegrationsError('conflict', { current: structuredClone(record.integration) });
}

function refuseOtherAccount({ integration }: MemoryRecord, { id }: Account): void {
  const connected = integration.status === 'disconnected' ? undefined : integration.account?.id;
  if (connected !== undefined && id !== undefined && id !== connected) throw new IntegrationsError('wrong_account');
}

function refuseDuplicate(all: readonly MemoryRecord[], { integration, provider }: MemoryRecord, { id }: Account): void {
  const holder = id !== undefined && all.find((one) => one.provider === provider && one.integration.id !== integration.id && one.integration.status !== 'disconnected' && one.integration.account?.id === id);
  if (holder) throw new IntegrationsError('already_connected', { current: structuredClone(holder.integration) });
}

function steadyClock(): () => Date {
  let next = Date.UTC(2026, 0, 1, 9);
  return () => new Date((next += 1000) - 1000);
}
