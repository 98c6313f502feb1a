import { expect, test } from 'vitest';
import { dataDirectory, startDemo } from './demo.ts';

const path = '/api/stores/00000000-0000-4000-8000-00000000000a/integrations';

test('SIGTERM lets what is running finish, refuses what is new and ends with 0 within 10 seconds; a second signal changes nothing (SR-97)', async () => {
  const data = dataDirectory();
  const demo = await startDemo(data.path);
  const cookie = await demo.login('ana');
  const { credentials } = await demo.account('klaviyo');
  await demo.fault('klaviyo', 'slow', { times: 1, delayMs: 1_500 });
  const connect = async () => {
    const answer = await fetch(`${demo.url}${path}/klaviyo/connect`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': 'one intent' },
      body: JSON.stringify({ credentials }),
    });
    return { status: answer.status, body: (await answer.json()) as { status?: string; code?: string } };
  };
  // Of two with one key the second is turned away at once: then the first is running.
  const both = [connect(), connect()];
  expect(await Promise.race(both)).toMatchObject({ status: 409, body: { code: 'request_in_progress' } });
  const began = performance.now();
  const ended = demo.stop();
  await expect
    .poll(() =>
      fetch(`${demo.url}${path}`, { headers: { cookie } }).then(
        ({ status }) => status,
        () => 'refused',
      ),
    )
    .toBe('refused');
  process.kill(demo.pid, 'SIGTERM');
  expect((await Promise.all(both)).find(({ status }) => status !== 409)).toMatchObject({ status: 200, body: { status: 'connected' } });
  expect(await ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);

  const again = await startDemo(data.path);
  const { integrations } = (await (await fetch(again.url + path, { headers: { cookie } })).json()) as { integrations: { id: string; status: string }[] };
  expect(integrations.find(({ id }) => id === 'klaviyo')?.status).toBe('connected');
  expect(await again.stop()).toBe(0);
  data.remove();
});
