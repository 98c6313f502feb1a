import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'node:net';
import { createServerAdapter, type ServerAdapterNodeContext } from '@whatwg-node/server';

// Origin-form only (RFC 9112 §3.2.1): "//host/…" and "http://host/…" would name another host to a URL parser.
const originForm = /^\/(?!\/)[\x21\x22\x24-\x7e]*$/;
const hostHeader = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Anything that answers requests, such as the server or a host's handler around it. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * Mounts the server on `node:http`, Express or Connect: `createServer(toNodeListener(server))`, `app.use(toNodeListener(server))`.
 * Works after `express.json()` too, though the limits on bodies are then Express's. Slow headers are Node's to end (`headersTimeout`).
 */
export function toNodeListener(server: FetchHandler): (request: IncomingMessage, response: ServerResponse) => void {
  const adapter = createServerAdapter<ServerAdapterNodeContext>(async (request, { res }) => {
    const answer = await server.fetch(request);
    if ('shouldKeepAlive' in res && isClosing(res)) res.shouldKeepAlive = false;
    return answer;
  // The adapter's own signal stays `aborted: false` once AbortSignal.any() has taken it: a caller who left would pass for a provider that is slow.
  }, { __useCustomAbortCtrl: false });
  return (request, response) => {
    const { host } = request.headers;
    const path = (request as { originalUrl?: string }).originalUrl ?? request.url ?? '';
    if (!originForm.test(path) || (host !== undefined && !hostHeader.test(host))) return refuse(request, response);
    // Held now: Node may have taken the socket from the request by then.
    const { socket } = request;
    response.once('finish', () => dropRest(request, socket));
    void Promise.resolve(adapter(request, response)).catch(() => {
      if (!response.headersSent) refuse(request, response);
      else response.destroy();
    });
  };
}

// After `http.close()` Node would keep this connection until the other side is idle for long enough, so that its `closed` came late.
function isClosing({ socket }: ServerResponse): boolean {
  return socket !== null && 'server' in socket && socket.server instanceof Server && !socket.server.listening;
}

/** Milliseconds a sender gets to read a refusal while it is still sending. */
const lingering = 500;

// Node would go on receiving and discarding a body that nobody reads, for as long as somebody sends it.
function dropRest(request: IncomingMessage, socket: Socket): void {
  if (!request.complete) setTimeout(() => { if (!request.complete) socket.destroy(); }, lingering).unref();
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify({
    type: 'about:blank', title: 'Bad request', status: 400, code: 'bad_request', requestId: crypto.randomUUID(),
    detail: 'The request line or the Host header could not be read. Send a path that begins with one slash.',
  });
  response.writeHead(400, {
    'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'", connection: 'close', 'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
