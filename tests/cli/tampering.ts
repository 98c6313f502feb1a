import { createServer, type IncomingMessage, type Server } from 'node:http';

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}
interface Answered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Tampering {
  /** Changes a request, or answers it in the backend's place. */
  ask?(sent: Sent): Sent | Answered | Promise<Sent | Answered>;
  /** Changes what the backend answered. */
  answer?(answered: Answered, sent: Sent): Answered;
}

/** A server before a backend that breaks some promise of the wire. */
export function tampered(backend: string, { ask = (sent) => sent, answer = (answered) => answered }: Tampering): Server {
  return createServer((request, response) => {
    void (async () => {
      const sent = await ask(await read(request));
      const answered = 'status' in sent ? sent : answer(await forward(backend, sent), sent);
      response.writeHead(answered.status, answered.headers).end(answered.body);
    })().catch(() => response.destroy());
  });
}

async function read(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const names = ['content-type', 'if-match', 'idempotency-key', 'authorization'];
  const headers = names.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])] as const]));
  return { method: request.method ?? '', path: request.url ?? '', headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString() };
}

async function forward(backend: string, { method, path, headers, body }: Sent): Promise<Answered> {
  const response = await fetch(backend + path, { method, headers, ...(body === '' ? {} : { body }) });
  const kept = ['content-type', 'etag', 'retry-after'].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}
