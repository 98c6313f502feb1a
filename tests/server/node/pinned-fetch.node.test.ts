import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPinned } from '../../../src/server/egress/pinned.ts';
import { pinnedFetch } from '../../../src/server/node/pinned-fetch.ts';
import { isLoopbackAddress, isPublicAddress } from '../../../src/server/node/public-address.ts';

const special = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.1.1',
  '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::2', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378::1', '2001:10::1', '2001:20::1', '2001:2::1', '2001:db8::1', '2002:7f00:1::', '2002:808:808::', '3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '4000::1',
  '', 'localhost', '127.1', '0x7f000001', '2130706433', '017700000001', '1.2.3', '1.2.3.4.5', '2606:4700::1111%eth0',
];
const open = ['8.8.8.8', '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1', '172.15.255.255', '172.32.0.0', '192.167.255.255', '198.17.255.255', '198.20.0.0', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888'];

describe('isPublicAddress (SR-71)', () => {
  it.each(special)('refuses %j', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(open)('accepts %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it('knows loopback only in its plain forms', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopbackAddress)).toBe(true);
    expect(['10.0.0.1', '::ffff:127.0.0.1', '0.0.0.0', '::', 'localhost'].some(isLoopbackAddress)).toBe(false);
  });
});

describe('pinnedFetch', () => {
  let server: Server;
  let port = 0;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((request, response) => response.end(`${request.method} ${request.headers.host}`)).on('connection', () => { connections += 1; });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

  const resolvesTo = (...addresses: string[]) => {
    const asked: string[] = [];
    const lookup = ((name: string, _: unknown, callback: (error: null, found: unknown) => void) => {
      asked.push(name);
      callback(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    }) as never;
    return { asked, lookup };
  };

  it('is recognised; plain fetch is not', () => {
    expect(isPinned(pinnedFetch())).toBe(true);
    expect(isPinned(globalThis.fetch)).toBe(false);
    expect(isPinned(undefined)).toBe(false);
  });

  it.each([['10.0.0.1'], ['127.0.0.1'], ['::1'], ['169.254.169.254'], ['8.8.8.8', '10.0.0.1'], ['127.0.0.1', '8.8.8.8'], ['::ffff:127.0.0.1'], []])('opens no socket for a name that resolves to %j', async (...addresses) => {
    const before = connections;
    await expect(pinnedFetch({ lookup: resolvesTo(...addresses).lookup })(`http://rebind.example:${port}/`)).rejects.toThrow();
    expect(connections).toBe(before);
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0', '0.0.0.0', '169.254.169.254', '[fe80::1]'])('opens no socket for the literal %s', async (host) => {
    const before = connections;
    await expect(pinnedFetch()(`http://${host}:${port}/`)).rejects.toThrow('not public');
    expect(connections).toBe(before);
  });

  it('reaches loopback where it is allowed by name, and nothing else private', async () => {
    const fetch = pinnedFetch({ allowLoopback: true, lookup: resolvesTo('127.0.0.1').lookup });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('GET 127.0.0.1');
    expect(await (await fetch(`http://sandbox.example:${port}/`, { method: 'POST', body: 'x' })).text()).toBe(`POST sandbox.example:${port}`);
    for (const host of ['10.0.0.1', '169.254.169.254', '[fe80::1]', '0.0.0.0']) await expect(fetch(`http://${host}:${port}/`)).rejects.toThrow('not public');
    await expect(pinnedFetch({ allowLoopback: true, lookup: resolvesTo('127.0.0.1', '10.0.0.1').lookup })(`http://rebind.example:${port}/`)).rejects.toThrow();
  });

  it('connects to the address it checked: a name that changes its answer is asked once for each connection', async () => {
    let turn = 0;
    const asked: string[] = [];
    const lookup = ((name: string, _: unknown, callback: (error: null, found: unknown) => void) => {
      asked.push(name);
      callback(null, [{ address: turn++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    }) as never;
    const fetch = pinnedFetch({ allowLoopback: true, lookup });
    expect((await fetch(`http://flips.example:${port}/`, { headers: { connection: 'close' } })).status).toBe(200);
    expect(asked).toEqual(['flips.example']);
  });
});
