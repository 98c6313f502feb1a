import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A shop's own backend, as a host had it before this package: its words, its shapes, its errors. It knows one carrier, "parcels".

interface Plugin {
  name: string;
  state: 'off' | 'on' | 'rejected';
  version: number;
  account: string | null;
  settings: Record<string, unknown>;
  keys: { name: string; secret: boolean; shown: string | null; savedAt: string }[];
  changedAt: string;
  onSince: string | null;
  onBy: string | null;
}
interface Stored { plugin: Plugin; token: string; region: string }
type Answer = [status: number, body: unknown];
type Body = Record<string, unknown>;

const refuse = (status: number, error: string, more: object = {}): Answer => [status, { error, ...more }];
/** What the carrier itself would say of a token. */
const known = (token: string) => token.startsWith('tok_');

/** Starts the backend on an empty memory and a free port. */
export async function startShop(): Promise<{ address: string; stop(): Promise<void> }> {
  const shops = new Map<string, Stored>();
  const requests = new Map<string, { said: string; answer: Answer }>();

  function storedOf(shop: string): Stored {
    const fresh = (): Stored => ({ token: '', region: '', plugin: { name: 'parcels', state: 'off', version: 0, account: null, settings: {}, keys: [], changedAt: '2026-01-01T00:00:00Z', onSince: null, onBy: null } });
    const stored = shops.get(shop) ?? fresh();
    shops.set(shop, stored);
    return stored;
  }

  function turnOn(stored: Stored, { token: given = '', region = 'eu' }: Body): Answer {
    const moved = stored.token !== '' && region !== stored.region;
    const token = given === '' && !moved ? stored.token : given;
    if (typeof token !== 'string' || token.length < 20) return refuse(400, 'bad-fields', { fields: { token: moved ? 'Enter the token again: the region has changed.' : 'Enter the API token, 20 characters or more.' } });
    if (typeof region !== 'string' || !['eu', 'us'].includes(region)) return refuse(400, 'bad-fields', { fields: { region: 'Choose a region.' } });
    if (token.startsWith('tok_down')) return refuse(502, 'carrier-down');
    if (!known(token)) return refuse(400, 'keys-refused', { fields: { token: 'Parcels does not know this token.' } });
    const now = new Date().toISOString();
    const keys = [{ name: 'token', secret: true, shown: token.slice(-4), savedAt: now }, { name: 'region', secret: false, shown: region, savedAt: now }];
    return write(Object.assign(stored, { token, region }), { state: 'on', account: 'Parcels of Ana', keys, onSince: stored.plugin.onSince ?? now, onBy: 'Ana' });
  }

  function save(stored: Stored, { settings, version }: Body): Answer {
    const { insured = false, days = 30 } = (settings ?? {}) as Body;
    if (stored.plugin.state === 'off') return refuse(409, 'is-off');
    if (version !== stored.plugin.version) return refuse(409, 'changed-meanwhile', { now: stored.plugin });
    if (typeof insured !== 'boolean' || typeof days !== 'number' || days < 1 || days > 90) return refuse(400, 'bad-fields', { fields: { days: 'Enter 1 to 90 days.' } });
    return write(stored, { settings: { insured, days } });
  }

  function turnOff(stored: Stored, forget: boolean): Answer {
    if (stored.plugin.state === 'off' && !(forget && Object.keys(stored.plugin.settings).length > 0)) return [200, stored.plugin];
    Object.assign(stored, { token: '', region: '' });
    return write(stored, { state: 'off', account: null, keys: [], onSince: null, onBy: null, ...(forget && { settings: {} }) });
  }

  function write(stored: Stored, change: Partial<Plugin>): Answer {
    stored.plugin = { ...stored.plugin, ...change, version: stored.plugin.version + 1, changedAt: new Date().toISOString() };
    return [200, stored.plugin];
  }

  function handle(method: string, url: URL, shop: string, body: Body): Answer {
    const [, , name, what] = url.pathname.split('/');
    const stored = storedOf(shop);
    if (!name) return [200, [stored.plugin]];
    if (name !== 'parcels') return refuse(404, 'no-plugin');
    if (method === 'PUT' && what === 'keys') return turnOn(stored, body);
    if (method === 'PUT' && what === 'settings') return save(stored, body);
    if (method === 'DELETE') return turnOff(stored, url.searchParams.get('forget') === 'yes');
    return [200, stored.plugin];
  }

  // One request id of a shop has one effect; the same id with another content is refused.
  function once(shop: string, id: string | undefined, said: string, work: () => Answer): Answer {
    const key = JSON.stringify([shop, id]);
    const before = id === undefined ? undefined : requests.get(key);
    if (before) return before.said === said ? before.answer : refuse(409, 'request-id-reused');
    const answer = work();
    if (id !== undefined && answer[0] === 200) requests.set(key, { said, answer });
    return answer;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '/', headers } = request;
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Body;
      const shop = headers['x-shop']?.toString() ?? '';
      const [status, answer] = shop === 'nobody' ? refuse(401, 'signed-out') : once(shop, headers['x-request-id']?.toString(), `${method} ${url} ${text}`, () => handle(method, new URL(url, 'http://shop'), shop, body));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((stopped) => { server.close(() => stopped()); server.closeAllConnections(); }),
  };
}
