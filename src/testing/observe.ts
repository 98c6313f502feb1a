import { type Integration, isIntegration, parseIntegrationId } from '../core/integration.ts';
import type { CaseContext } from './conformance-case.ts';
import { expect, expectEqual } from './expect.ts';

/** The Integration under test as the list shows it now. */
export async function observe({ adapter, integration, call }: CaseContext): Promise<Integration> {
  const all = await adapter.list(call());
  const found = all.filter((one) => one.id === integration);
  expect(found.length === 1, `list: expected exactly one entry "${integration}", got ${found.length}.`);
  return found[0] as Integration;
}

/** Connects with the fixture's valid credentials. */
export function connectValid({ adapter, integration, fixture, call }: CaseContext): Promise<Integration> {
  return adapter.connect({ integration, credentials: fixture.credentials.valid }, call());
}

/** @throws Error when an answer is not an Integration with times, or bears another address than it should. */
export function expectIntegration(value: unknown, what: string, id?: string): asserts value is Integration {
  expect(isIntegration(value), `${what}: the answer is not an Integration: ${JSON.stringify(value)?.slice(0, 200)}.`);
  if (id !== undefined) expectEqual(value.id, id, `${what}: id`);
  expectEqual(parseIntegrationId(value.id)?.provider, value.provider, `${what}: the provider in the id "${value.id}"`);
  for (const key of ['since', 'updatedAt', 'connectedAt', 'checkedAt'] as const) {
    const time = value[key];
    expect(time === null || (typeof time === 'string' && !Number.isNaN(Date.parse(time))), `${what}: ${key} is not an ISO 8601 time: ${String(time)}.`);
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

/** The credentials of the fixture without their secrets. */
export function withoutSecrets({ fixture }: CaseContext): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fixture.credentials.valid).filter(([key]) => !fixture.secrets.includes(key)));
}
