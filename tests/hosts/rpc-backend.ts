import { createServer, type Server } from 'node:http';
import { createNewsletters, Refused } from './newsletter.ts';

// A host with an API of its own, older than the page: one address, a call by name, errors as words with status 200.

interface Call {
  call: string;
  store: string;
  requestId?: string;
  [argument: string]: unknown;
}

/** `POST /rpc { call, store, requestId?, … }` → `{ ok: connection }` or `{ error: { reason, fields?, now? } }`. */
export function createRpcBackend(): Server {
  const newsletters = createNewsletters();

  const calls: Record<string, (call: Call) => unknown> = {
    show: ({ store }) => newsletters.read(store),
    'switch-on': ({ store, login }) => newsletters.connect(store, login as Record<string, unknown>),
    'save-settings': ({ store, settings, version }) => newsletters.save(store, settings as Record<string, unknown>, Number(version)),
    'switch-off': ({ store, forget }) => newsletters.disconnect(store, forget === true),
  };

  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      let said: object;
      try {
        const { requestId, ...call } = JSON.parse(Buffer.concat(chunks).toString()) as Call;
        const work = calls[call.call];
        if (!work || call['service'] !== 'newsletter') throw new Refused('unknown');
        said = { ok: call.call === 'show' ? work(call) : newsletters.once(call.store, requestId, JSON.stringify(call), () => work(call)) };
      } catch (error) {
        said = { error: error instanceof Refused ? { reason: error.reason, fields: error.fields, now: error.now } : { reason: 'broken' } };
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
}
