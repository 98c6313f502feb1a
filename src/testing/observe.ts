import { type Integration, parseIntegrationId } from '../core/integration.ts';
import { answers } from '../core/wire.ts';
import type { CaseContext } from './conformance-case.ts';
import { expect, expectEqual } from './expect.ts';
import { expectShape } from './shape.ts';

/** The Integration under test as the list shows it now. */
export async function observe({ adapter, integration, call }: CaseContext): Promise<Integration> {
  const all = await adapter.list(call());
  const found = all.filter((one) => one.id === integration);
  expect(found.length === 1, `list: expected exactly one entry "${integration}", got ${found.length}.`);
  return found[0] as Integration;
}

/** What may not change unasked, of every Integration. */
export async function picture({ adapter, call }: CaseContext): Promise<unknown> {
  const all = await adapter.list(call());
  return all.map(({ id, status, revision, label, enabled, configuration, credentials }) => ({ id, status, revision, label, enabled, configuration, credentials }));
}

/** Connects with the fixture's valid credentials. */
export function connectValid({ adapter, integration, fixture, call }: CaseContext): Promise<Integration> {
  return adapter.connect({ integration, credentials: fixture.credentials.valid }, call());
}

/** @throws Error when an answer is not an Integration with times, or bears another address than it should. */
export function expectIntegration(value: unknown, what: string, id?: string): asserts value is Integration {
  const answer = expectShape(answers.integration, value, `${what}: the answer is not an Integration`);
  if (id !== undefined) expectEqual(answer.id, id, `${what}: id`);
  expectEqual(parseIntegrationId(answer.id)?.provider, answer.provider, `${what}: the provider in the id "${answer.id}"`);
  for (const key of ['since', 'updatedAt', 'connectedAt', 'checkedAt', 'nextSyncAt', 'retryAt', 'accessEndsAt'] as const) {
    const time = answer[key];
    expect(time === null || !Number.isNaN(Date.parse(time)), `${what}: ${key} is not an ISO 8601 time: ${String(time)}.`);
  }
}

/** Connected, as far as can be known: some providers cannot prove a key. */
export function expectConnected(value: Integration, what: string): void {
  expect(value.status === 'connected' || value.status === 'unverified', `${what}: expected status connected or unverified, got ${value.status}.`);
}

/** Nothing stored and nothing to see of any credential. */
export function expectNoCredentials(value: Integration, what: string): void {
  for (const [key, preview] of Object.entries(value.credentials)) {
    expect(preview.secret && !preview.isSet && preview.hint === null, `${what}: credential "${key}" is still shown.`);
  }
}

/** Either connected with every secret, or disconnected with none; nothing between. */
export function expectWhole(value: Integration, { fixture }: CaseContext, what: string): void {
  if (value.status === 'disconnected') return expectNoCredentials(value, what);
  expectConnected(value, what);
  for (const key of fixture.secrets) {
    const preview = value.credentials[key];
    expect(preview?.secret && preview.isSet, `${what}: it is connected, but "${key}" is not stored.`);
  }
}

/** The credentials of the fixture without their secrets. */
export function withoutSecrets({ fixture }: CaseContext): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fixture.credentials.valid).filter(([key]) => !fixture.secrets.includes(key)));
}
