// A server on TCP in a process of its own, so that what ends the process is seen from outside. Tells its port and a store; asked, what it did.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { keyOf, openShop } from '../shop.ts';

export interface Ready { port: number; store: string }
export interface Deeds {
  /** Requests that reached the server. */
  requests: number;
  /** The longest of them in milliseconds: the lesser of clock and processor, body excluded by whoever sends it at once. */
  slowest: number;
  faults: unknown[];
  connections: number;
}

const shop = await openShop({ limits: { costlyPerMinute: 1_000_000_000 } });
const store = await shop.store();
await store.connect({ apiKey: keyOf.bert, region: 'eu' });

let requests = 0;
let slowest = 0;
const listener = createServer(toNodeListener({
  async fetch(request) {
    requests += 1;
    const [begun, before] = [performance.now(), process.cpuUsage()];
    const answer = await shop.server.fetch(request);
    const { user, system } = process.cpuUsage(before);
    slowest = Math.max(slowest, Math.min(performance.now() - begun, (user + system) / 1000));
    return answer;
  },
}));
listener.listen(0, '127.0.0.1', () => process.send?.({ port: (listener.address() as AddressInfo).port, store: store.id } satisfies Ready));

process.on('message', () => {
  listener.getConnections((_, connections) => {
    const faults = shop.log.filter(({ level, event }) => level === 'error' || event === 'internal_error');
    shop.log.length = 0;
    process.send?.({ requests, slowest, faults, connections } satisfies Deeds);
  });
});
