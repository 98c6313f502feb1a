import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isErrorCode, type Problem } from '../../../src/core/errors.ts';
import { createOpenApi } from '../../../src/server/openapi/create-open-api.ts';
import { proof, seed } from '../durability/random.ts';
import { figure } from '../../setup/figures.ts';
import { keyOf, openShop, type Shop } from '../shop.ts';
import { createReferee } from '../openapi/referee.ts';
import { createChance } from './chance.ts';
import { hostileRequests } from './hostile-requests.ts';

const count = Number(process.env['HOSTILE_REQUESTS'] ?? (proof ? 50_000 : 3000));
/** Milliseconds one may take (SR-53). */
const most = 100;

describe(`${count} hostile requests over all routes (SR-53), seed ${seed}`, () => {
  let shop: Shop;
  beforeAll(async () => { shop = await openShop({ limits: { costlyPerMinute: 1_000_000 } }); });
  afterAll(() => shop.close());

  it('get a 2xx or 4xx of the closed table each, in no more than 100 ms, never a 5xx, and leak nothing', async () => {
    console.log(`hostile requests: seed ${seed}, count ${count}`);
    const store = await shop.store();
    // Not among the strings that are sent, so an answer that holds it has read it from the store.
    await store.connect({ apiKey: keyOf.bert, region: 'eu' });
    const referee = createReferee(createOpenApi());
    const make = hostileRequests(createChance(seed), store.id);
    const seen = new Map<number, number>();
    let slowest = 0;
    for (let at = 0; at < count; at += 1) {
      const { method, path, headers, body } = make();
      const request = new Request(new URL(path, 'https://shop.example'), { method, headers, body });
      const begun = performance.now();
      const before = process.cpuUsage();
      const answer = await shop.server.fetch(request);
      // A busy machine lets anything wait, so what counts is the lesser of both: time on the clock, time on a processor.
      const { user, system } = process.cpuUsage(before);
      const took = Math.min(performance.now() - begun, (user + system) / 1000);
      slowest = Math.max(slowest, took);
      const text = await answer.text();
      const what = `request ${at}: ${method} ${path.slice(0, 120)} → ${answer.status} ${text.slice(0, 300)}`;
      expect(answer.status, what).toBeLessThan(500);
      expect(took, what).toBeLessThan(most);
      expect(answer.headers.get('x-content-type-options'), what).toBe('nosniff');
      if (answer.status >= 400 && method !== 'HEAD') expect(isErrorCode((JSON.parse(text) as Problem).code), what).toBe(true);
      // A body is decoded as Encoding Standard §6 has it: the mark before it is no part of it.
      expect(referee.judge({ method: request.method, url: request.url, headers, body: typeof body === 'string' ? body.replace(/^\ufeff/, '') : '{}' }, { status: answer.status, headers: answer.headers, body: text }), what).toEqual([]);
      expect(text, what).not.toContain('93ac70e1');
      expect(text, what).not.toMatch(/select |insert |\bat .*\.ts:|node_modules|ECONN/);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    }
    figure({ what: 'hostile requests over all routes, none a 5xx', count: `${count}, answers ${JSON.stringify(Object.fromEntries([...seen].sort()))}`, worst: `${slowest.toFixed(0)} ms of ${most}`, seed });
    // The generator must get past the first guards, or it proves little.
    for (const status of [200, 400, 404, 405, 412, 415, 422]) expect(seen.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(0);
    expect(shop.log.filter((entry) => entry.event === 'internal_error' || entry.event === 'connector_failed')).toEqual([]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  }, 120_000 + count * 20);
});
