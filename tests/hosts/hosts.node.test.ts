import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRestAdapter } from '../../src/adapters/rest.ts';
import type { ConformanceFixture } from '../../src/testing/index.ts';
import { describeConformance } from '../testing/run-conformance.ts';
import { listen } from './listen.ts';
import { createRestBackend } from './rest-backend.ts';
import { createNewsletterAdapter } from './rpc-adapter.ts';
import { createRpcBackend } from './rpc-backend.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const fixture = JSON.parse(read('newsletter.fixture.json')) as ConformanceFixture;
let rest: Awaited<ReturnType<typeof listen>>;
let rpc: Awaited<ReturnType<typeof listen>>;
let gone: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  [rest, rpc, gone] = [await listen(createRestBackend()), await listen(createRpcBackend()), await listen(createRpcBackend())];
  await gone.stop();
});
afterAll(async () => {
  await Promise.all([rest.stop(), rpc.stop()]);
});

describeConformance('A backend that speaks the REST contract by itself', {
  setup: () => {
    const { impact: _, options: __, update: ___, add: ____, ...adapter } = createRestAdapter({ baseUrl: rest.url, storeId: crypto.randomUUID() });
    return { adapter, otherStore: createRestAdapter({ baseUrl: rest.url, storeId: crypto.randomUUID() }) };
  },
  fixture,
  omits: ['options', 'impact', 'update', 'add', 'subscribe', 'authorization'],
});

describeConformance('An adapter for a backend with an API of its own', {
  setup: () => ({ adapter: createNewsletterAdapter(rpc.url, crypto.randomUUID()), otherStore: createNewsletterAdapter(rpc.url, crypto.randomUUID()) }),
  fixture,
  omits: ['status', 'verify', 'options', 'impact', 'update', 'add', 'subscribe', 'authorization'],
  failing: { network_failed: () => createNewsletterAdapter(gone.url, 'any') },
});

test('the adapter is of at most 60 lines, and neither backend knows the package', () => {
  expect(read('rpc-adapter.ts').trim().split('\n').length).toBeLessThanOrEqual(60);
  for (const file of ['newsletter.ts', 'rest-backend.ts', 'rpc-backend.ts']) {
    const imported = [...read(file).matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(imported.filter((from) => !from?.startsWith('node:') && from !== './newsletter.ts')).toEqual([]);
  }
});
