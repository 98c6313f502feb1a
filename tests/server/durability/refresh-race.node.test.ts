import { expect, inject, it, onTestFinished } from 'vitest';
import { figure } from '../../setup/figures.ts';
import { serveSandbox } from '../../sandbox/oauth-harness.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { aServer } from './a-server.ts';
import { aStoreWithSignIns } from './a-store-with-sign-ins.ts';
import { proof } from './random.ts';

const [processes, callers, rounds] = proof ? [4, 50, 100] : [4, 50, 3];

it(`is renewed once for ${processes} processes with ${callers} callers each, however often it ends, and no grant is lost to a token used twice (SR-67, SR-68)`, async () => {
  const shop = await serveSandbox({ now: () => new Date() });
  const place = await aPostgresDatabase(inject('postgresUrl'));
  const servers = await Promise.all(Array.from({ length: processes }, () => aServer(place, shop.base)));
  onTestFinished(async () => { await Promise.all(servers.map((server) => server.kill())); });
  const store = aStoreWithSignIns(shop);
  await store.signIn(servers[0]!);
  await shop.fault('klaviyo', 'rotate_refresh');

  const began = performance.now();
  let worst = 0;
  for (let round = 1; round <= rounds; round += 1) {
    await shop.step(3_600);
    await Promise.all(servers.map((server) => server.advance(round * 3_600_000)));
    const answers = await Promise.all(servers.flatMap((server) => Array.from({ length: callers }, async () => {
      const asked = performance.now();
      const answer = await store.lists(server);
      worst = Math.max(worst, performance.now() - asked);
      return `${answer?.status} ${Array.isArray(answer?.body['items']) && answer.body['items'].length > 0 ? 'lists' : JSON.stringify(answer?.body)}`;
    })));
    expect(answers.filter((answer) => answer !== '200 lists')).toEqual([]);
  }
  const events = (await shop.tokens()).filter((event) => event.startsWith('klaviyo '));
  const times = (event: string) => events.filter((one) => one === `klaviyo ${event}`).length;
  figure({
    what: 'callers at the moment access ends, over processes on one PostgreSQL, with refresh tokens that rotate and may be used once',
    count: `${rounds} rounds of ${processes} × ${callers} callers, ${times('refreshed')} refreshes, ${times('revoked')} grants lost, ${Math.round((performance.now() - began) / 1000)} s`, worst: `slowest answer ${Math.round(worst)} ms`,
  });
  expect([times('issued'), times('refreshed'), times('revoked')]).toEqual([1, rounds, 0]);
}, 1_200_000);
