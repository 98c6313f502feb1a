import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createIntegrationsClient } from '../../src/client/create-client.ts';
import type { ClientState } from '../../src/client/state.ts';
import { type Integration, type IntegrationsAdapter, IntegrationsError, type IntegrationsEvent } from '../../src/core/index.ts';
import { available, connected, provider, silentAdapter } from './fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const canary = 'CANARY-51ae-9c07-secret';
const credentials = { key: canary, more: { deep: [`${canary}-2`] } };

/** Every state, event, error and console line of a client while `use` runs, as one text. */
async function everythingSaid(adapter: Partial<IntegrationsAdapter>, use: (client: ReturnType<typeof createIntegrationsClient>) => Promise<unknown>): Promise<string> {
  const said: unknown[] = [];
  for (const level of ['log', 'warn', 'error', 'info', 'debug'] as const) vi.spyOn(console, level).mockImplementation((...line) => void said.push(line.map(String)));
  const events: IntegrationsEvent[] = [];
  const states: ClientState[] = [];
  const client = createIntegrationsClient({
    adapter: { ...silentAdapter().adapter, list: async () => [available('klaviyo')], ...adapter }, providers: [provider('klaviyo')], onEvent: (event) => events.push(event),
  });
  client.subscribe(() => states.push(client.getState()));
  await client.preload();
  await client.load();
  const used = use(client).catch((error: Error & { problem: unknown }) => said.push(error.message, error.stack, error.problem, error.cause, Object.getOwnPropertyNames(error).map((name) => (error as never)[name])));
  await vi.runAllTimersAsync();
  await used;
  expect(states.length).toBeGreaterThanOrEqual(2);
  return JSON.stringify([said, events, states, client.getState()]);
}

const connect = (client: ReturnType<typeof createIntegrationsClient>) => client.connect('klaviyo', credentials);
const leakyProblem = { detail: `The key ${canary} was refused.`, title: canary, requestId: canary, type: `https://example.com/${canary}`, fields: { key: `${canary} is wrong` } };

const cases: readonly [string, Partial<IntegrationsAdapter>, (client: ReturnType<typeof createIntegrationsClient>) => Promise<unknown>][] = [
  ['a success', { connect: async () => connected('klaviyo') }, connect],
  ['a success that hands everything back', {
    connect: async (input) => ({ ...connected('klaviyo'), ...input, credentials: input.credentials, secrets: input.credentials, problem: null } as unknown as Integration),
  }, connect],
  ['a success whose preview is the whole secret', {
    connect: async () => connected('klaviyo', { credentials: { key: { secret: true, isSet: true, updatedAt: null, hint: canary, value: canary } as never } }),
  }, connect],
  ['a foreign error', { connect: async ({ credentials: given }) => { throw new Error(`bad key ${JSON.stringify(given)}`); } }, connect],
  ['a foreign object', { connect: async (input) => { throw input; } }, connect],
  ['an error of ours that repeats what was typed', { connect: async () => { throw new IntegrationsError('invalid_credentials', leakyProblem, new Error(canary)); } }, connect],
  ['a conflict that hands it back', {
    connect: async () => { throw new IntegrationsError('conflict', { current: { ...connected('klaviyo'), raw: canary, credentials: { key: canary as never } } as never }); },
  }, connect],
  ['a lost connection', { connect: async () => { throw new IntegrationsError('network_failed', { detail: canary }); } }, connect],
  ['a hang', { connect: () => new Promise(() => {}) }, connect],
  ['a wrong shape', { connect: async (input) => input as never }, connect],
  ['a test of unsaved keys', {
    verify: async () => ({ outcome: 'rejected', account: null, checkedAt: '', raw: canary, stages: [{ id: 'sign-in', outcome: 'failed', durationMs: 1, problem: { ...new IntegrationsError('invalid_credentials').problem, ...leakyProblem } }] }) as never,
  }, (client) => client.verify('klaviyo', { credentials })],
  ['choices asked with unsaved keys', { options: async () => { throw new IntegrationsError('invalid_credentials', leakyProblem); } }, (client) => client.options('klaviyo', 'list', { values: credentials })],
];

test.each(cases)('no credential gets into state, events, errors or the console: %s (SR-13, SR-1, SR-19)', async (_, adapter, use) => {
  const said = await everythingSaid(adapter, use);
  expect(said).toContain('klaviyo');
  for (let at = 0; at + 8 <= canary.length; at++) expect(said).not.toContain(canary.slice(at, at + 8));
});

test('an honest error text is kept, and short values in it too', async () => {
  const refusal = new IntegrationsError('invalid_credentials', { detail: 'Region us1 does not know this key.', fields: { region: 'us1 is not yours' }, retryAfter: 3, requestId: 'r-1' });
  const client = createIntegrationsClient({ adapter: { ...silentAdapter().adapter, connect: () => Promise.reject(refusal) }, providers: [provider('klaviyo')] });
  await expect(client.connect('klaviyo', { region: 'us1', key: canary })).rejects.toMatchObject({
    message: 'Region us1 does not know this key.', problem: { code: 'invalid_credentials', fields: { region: 'us1 is not yours' }, retryAfter: 3, requestId: 'r-1' },
  });
});
