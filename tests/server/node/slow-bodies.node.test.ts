import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { bodyLimits } from '../../../src/server/http/read-body.ts';
import { toNodeListener } from '../../../src/server/node/to-node-listener.ts';
import { openShop } from '../shop.ts';

afterEach(() => void vi.useRealTimers());

// Not vi.waitUntil, which moves the clock.
async function timers(count: number): Promise<void> {
  while (vi.getTimerCount() !== count) await new Promise(setImmediate);
}

it('ends slow bodies after 10 s, drop by drop or not at all, whichever route they go to, and the connection soon after (SR-48)', async () => {
  const shop = await openShop();
  const { id } = await shop.store();
  const listener = createServer(toNodeListener(shop.server));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  const at = `/api/stores/${id}/integrations`;
  const lines = [`POST ${at}`, `POST ${at}/mailer/connect`, `PUT ${at}/mailer/configure`, `PATCH ${at}/mailer`, `DELETE ${at}/mailer/disconnect`, `POST ${at}/mailer/verify`, `POST ${at}/mailer/options/listId`];
  const senders = lines.flatMap((line) => ['Content-Length: 60', 'Transfer-Encoding: chunked'].map((length) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line} HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nIf-Match: "1"\r\n${length}\r\n\r\n`));
    const sender = { line, chunked: length.startsWith('T'), socket, answer: '', closed: once(socket, 'close'), answered: once(socket, 'data') };
    socket.on('data', (data) => { sender.answer += data.toString(); }).on('error', () => {});
    return sender;
  }));
  // One timer for each body that is being waited for.
  await timers(senders.length);

  for (let second = 0; second < 9; second += 1) {
    for (const { socket, chunked } of senders) socket.write(chunked ? '1\r\n \r\n' : ' ');
    await vi.advanceTimersByTimeAsync(1000);
  }
  await vi.advanceTimersByTimeAsync(bodyLimits.milliseconds - 9000 - 1);
  expect(senders.filter(({ answer }) => answer !== '').map(({ line, answer }) => [line, answer])).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(senders.map(({ answered }) => answered));
  for (const { line, answer } of senders) expect(answer, line).toMatch(/^HTTP\/1\.1 400 [\s\S]*took too long to arrive/);
  // What lingers, so that the refusal is read, is as long.
  await timers(senders.length);
  await vi.advanceTimersByTimeAsync(500);
  await Promise.all(senders.map(({ closed }) => closed));

  vi.useRealTimers();
  listener.close();
  await shop.close();
}, 60_000);
