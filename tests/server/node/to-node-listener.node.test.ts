import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readBody } from '../../../src/server/http/read-body.ts';
import { toNodeListener } from '../../../src/server/node/to-node-listener.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
  server = undefined;
});

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<number> {
  server = createServer(toNodeListener({ fetch }));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => { resolve = settle; });
  return { promise, resolve };
}

/** Sends bytes as they are and answers all that comes back until the connection ends. */
function raw(port: number, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => parts.forEach((part) => socket.write(part, 'latin1')));
    socket.setTimeout(15_000, () => socket.destroy());
    socket.on('data', (data) => { answer += data.toString('latin1'); }).on('close', () => resolve(answer)).on('error', reject);
  });
}

describe('toNodeListener', () => {
  it('carries method, path, headers and body both ways', async () => {
    const port = await listen(async (request) => Response.json({ method: request.method, path: new URL(request.url).pathname, key: request.headers.get('idempotency-key'), text: await readBody(request) }, { status: 201, headers: { etag: '"7"' } }));
    const answer = await fetch(`http://127.0.0.1:${port}/api/stores/a%20b?x=1`, { method: 'POST', body: '{"a":"ü"}', headers: { 'idempotency-key': 'k' } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await answer.json()).toEqual({ method: 'POST', path: '/api/stores/a%20b', key: 'k', text: '{"a":"ü"}' });
  });

  it.each([
    ['GET //evil.example/api HTTP/1.1', 'shop'], ['GET http://evil.example/api HTTP/1.1', 'shop'], ['GET * HTTP/1.1', 'shop'], ['OPTIONS * HTTP/1.1', 'shop'], ['GET /a#b HTTP/1.1', 'shop'], ['GET /\xff\xfe HTTP/1.1', 'shop'],
    ['GET /api HTTP/1.1', 'evil/../x'], ['GET /api HTTP/1.1', 'a b'], ['GET /api HTTP/1.1', 'user@evil'], ['GET /api HTTP/1.1', 'a:99999999'], ['GET /api HTTP/1.1', '[::1'], ['GET /api HTTP/1.1', '%00'], ['GET /api HTTP/1.1', ''], ['GET /a\x01b HTTP/1.1', 'shop'],
  ])('answers 400 to %j with Host %j, without asking the server (SR-53)', async (line, host) => {
    let asked = 0;
    const port = await listen(() => { asked += 1; return new Response('asked'); });
    expect(await raw(port, `${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(asked).toBe(0);
  });

  it('leaves smuggling attempts to Node, which refuses them: two lengths, length and chunks, bare LF (SR-53)', async () => {
    const port = await listen(async (request) => new Response(await readBody(request)));
    const post = (headers: string, body: string) => raw(port, `POST /api HTTP/1.1\r\nHost: shop\r\n${headers}\r\n\r\n${body}`);
    expect(await post('Content-Length: 1\r\nContent-Length: 2', 'ab')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await post('Content-Length: 3\r\nTransfer-Encoding: chunked', '0\r\n\r\nGET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await post('X-A: b\n\tContent-Length: 4', 'ab')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('counts a body while it arrives, not after (SR-48)', async () => {
    let result: unknown;
    const port = await listen(async (request) => {
      result = await readBody(request).catch((error: unknown) => error);
      return new Response('done', { status: 413, headers: { connection: 'close' } });
    });
    const chunk = `2000\r\n${'a'.repeat(0x2000)}\r\n`;
    // Never finished: an answer can only come from counting.
    const answer = await raw(port, 'POST /api HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n', ...Array.from({ length: 12 }, () => chunk));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(result).toMatchObject({ code: 'too_large' });
  });

  it('ends a connection that goes on sending what nobody reads, after the refusal has left (SR-48)', async () => {
    const port = await listen(() => new Response('refused', { status: 403 }));
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('POST /api HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n'));
    await new Promise((resolve) => socket.on('data', (data) => { answer += String(data); }).on('error', () => {}).on('close', resolve));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  }, 10_000);

  it('tells the server when the caller hangs up, and survives it', async () => {
    const entered = deferred<void>();
    const aborted = deferred<void>();
    const broken = deferred<unknown>();
    const port = await listen(async (request) => {
      if (request.method === 'POST') {
        broken.resolve(await readBody(request).catch((error: unknown) => error));
        return new Response('late');
      }
      request.signal.addEventListener('abort', () => aborted.resolve());
      entered.resolve();
      await aborted.promise;
      return new Response('late');
    });
    const abort = new AbortController();
    const call = fetch(`http://127.0.0.1:${port}/api`, { signal: abort.signal });
    const refused = expect(call).rejects.toThrow();
    await entered.promise;
    abort.abort();
    await refused;
    await aborted.promise;

    const socket = connect(port, '127.0.0.1', () => socket.write('POST /api HTTP/1.1\r\nHost: shop\r\nContent-Length: 100\r\n\r\n{"a":', () => socket.destroy()));
    expect(await broken.promise).toMatchObject({ code: 'bad_request' });
    expect((await fetch(`http://127.0.0.1:${port}/api`, { method: 'POST', body: '{}' })).status).toBe(200);
  });

  it.each(['GET', 'POST'])('a signal says that the caller of a %s has left, also once it was combined with a deadline', async (method) => {
    const entered = deferred<void>();
    const left = deferred<boolean>();
    const port = await listen(async (request) => {
      const ends = AbortSignal.any([request.signal, AbortSignal.timeout(60_000)]);
      await new Promise((resolve) => {
        ends.addEventListener('abort', resolve);
        entered.resolve();
      });
      left.resolve(request.signal.aborted);
      return new Response('late');
    });
    const abort = new AbortController();
    const refused = expect(fetch(`http://127.0.0.1:${port}/api`, { method, signal: abort.signal })).rejects.toThrow();
    await entered.promise;
    abort.abort();
    await refused;
    expect(await left.promise).toBe(true);
  });

  it('reads what a body parser of Express left behind', async () => {
    const handler = toNodeListener({ fetch: async (request) => new Response(await readBody(request)) });
    server = createServer((request, response) => {
      request.resume().on('end', () => handler(Object.assign(request, { body: { a: 1 } }), response));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(await answer.json()).toEqual({ a: 1 });
  });
});
