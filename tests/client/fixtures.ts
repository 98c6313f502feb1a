import * as z from 'zod/mini';
import { createIntegrationsClient } from '../../src/client/create-client.ts';
import type { IntegrationsClientOptions } from '../../src/client/client.ts';
import { type CallOptions, defineProvider, field, type Integration, type IntegrationsAdapter, type IntegrationsEvent, type ProviderDefinition, type Verification } from '../../src/core/index.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';

export const available = (provider: string, more: Partial<Integration> = {}): Integration => ({ ...disconnectedIntegration(provider), ...more });

export const connected = (provider: string, more: Partial<Integration> = {}): Integration =>
  available(provider, { status: 'connected', scheme: 'credentials', account: { label: 'Test shop' }, revision: '1', ...more });

export const passedTest: Verification = { outcome: 'verified', account: null, checkedAt: '2026-11-22T12:00:00.000Z', stages: [{ id: 'sign-in', outcome: 'passed', durationMs: 12 }] };

export const provider = (id: string, more: Partial<ProviderDefinition> = {}): ProviderDefinition =>
  ({ ...defineProvider({
    id, name: id, category: 'email', summary: '',
    forms: { auth: { credentials: { fields: z.object({ key: field(z.string(), { label: 'Key' }) }), steps: [] } }, disconnect: { impact: [], keeps: [] } },
  }), ...more });

/** One call of an adapter method, answered by the test when it likes. */
export interface Call<I = unknown> {
  input: I;
  o: CallOptions;
  answer: (value: unknown) => void;
  fail: (error: unknown) => void;
}

export function deferred() {
  let resolve: (value: unknown) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<unknown>((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
}

/** An adapter whose every answer the test gives; it ignores its signal. */
export function silentAdapter() {
  const calls: Record<string, Call[]> = {};
  const method = (name: string) => (...given: unknown[]) => {
    const { promise, resolve, reject } = deferred();
    const o = given.at(-1) as CallOptions;
    (calls[name] ??= []).push({ input: given.length > 1 ? given[0] : undefined, o, answer: resolve, fail: reject });
    return promise as never;
  };
  const adapter: IntegrationsAdapter = {
    list: method('list'), connect: method('connect'), configure: method('configure'), disconnect: method('disconnect'),
    status: method('status'), verify: method('verify'), options: method('options'), impact: method('impact'), update: method('update'),
  };
  return {
    adapter,
    count: (name: string) => calls[name]?.length ?? 0,
    call(name: string, index = -1): Call {
      const found = calls[name]?.at(index);
      if (!found) throw new Error(`${name} was not called.`);
      return found;
    },
  };
}

/** A client that has read its list, over an adapter the test answers for. */
export async function readyClient(list: readonly Integration[] = [available('klaviyo'), available('twilio')], more: Partial<IntegrationsClientOptions> = {}) {
  const silent = silentAdapter();
  const events: IntegrationsEvent[] = [];
  const client = createIntegrationsClient({ adapter: silent.adapter, providers: [provider('klaviyo'), provider('twilio')], onEvent: (event) => events.push(event), ...more });
  await client.preload();
  const loaded = client.load();
  await Promise.resolve();
  silent.call('list').answer(list);
  await loaded;
  return { client, events, ...silent };
}

/** What a promise rejected with, as a code. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then((value) => `answered ${JSON.stringify(value)}`, (error: { code?: string }) => error.code ?? `foreign ${String(error)}`);
