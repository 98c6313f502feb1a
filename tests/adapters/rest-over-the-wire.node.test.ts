import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRestAdapter } from '../../src/adapters/rest.ts';
import { isIntegrationsError } from '../../src/core/errors.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';

// The platform's own fetch, met at the network: nothing is injected into the adapter.
const network = setupServer();
const base = 'https://shop.example/api/stores/s1/integrations';
const signal = AbortSignal.timeout(10_000);
const adapter = createRestAdapter({ baseUrl: 'https://shop.example', storeId: 's1', headers: { 'x-shop': 'fern' } });

beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

test('reads the list through the platform’s fetch, with the host’s headers', async () => {
  network.use(http.get(base, ({ request }) => HttpResponse.json({ integrations: request.headers.get('x-shop') === 'fern' ? [disconnectedIntegration('klaviyo')] : [] })));
  expect(await adapter.list({ signal })).toEqual([disconnectedIntegration('klaviyo')]);
});

test('a save carries its revision and its key, and a stale one brings the present state (SR-32)', async () => {
  const current = { ...disconnectedIntegration('klaviyo'), revision: '8' };
  const seen: (string | null)[] = [];
  network.use(http.put(`${base}/klaviyo/configure`, async ({ request }) => {
    seen.push(request.headers.get('if-match'), request.headers.get('idempotency-key'), request.headers.get('content-type'), JSON.stringify(await request.json()));
    return HttpResponse.json({ type: 'about:blank', title: 'Conflict', status: 412, detail: 'Changed meanwhile.', code: 'conflict', current }, { status: 412, headers: { 'content-type': 'application/problem+json' } });
  }));
  const refused = await adapter.configure({ integration: 'klaviyo', configuration: { days: 3 }, revision: '7' }, { signal, idempotencyKey: 'k-1' }).catch((error: unknown) => error);
  expect(isIntegrationsError(refused, 'conflict') && refused.problem.current).toEqual(current);
  expect(seen).toEqual(['"7"', 'k-1', 'application/json', '{"configuration":{"days":3}}']);
});

test('a lost connection is a lost connection, not an answer (SR-33)', async () => {
  network.use(http.get(base, () => HttpResponse.error()));
  const failed = await adapter.list({ signal }).catch((error: unknown) => error);
  expect(isIntegrationsError(failed, 'network_failed')).toBe(true);
});
