import { createServer, type IncomingMessage, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { createNewsletters, type PublicConnection, type Reason, Refused } from './newsletter.ts';

// A host that speaks the REST contract by itself, from the documentation, with one provider: list, connect, configure, disconnect, status, verify.

interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

class Problem extends Error {
  readonly answer: Answer;
  constructor(status: number, code: string, detail: string, more: object = {}) {
    super(code);
    const body = { type: 'about:blank', title: code, status, detail, code, requestId: randomUUID(), ...more };
    this.answer = { status, body, headers: { 'content-type': 'application/problem+json' } };
  }
}

const problems: Record<Reason, [status: number, code: string, detail: string]> = {
  unknown: [404, 'not_found', 'There is no such integration here.'],
  fields: [422, 'validation_failed', 'Some fields need a correction.'],
  'key-refused': [422, 'invalid_credentials', 'The newsletter service does not know this key. Nothing was saved.'],
  'not-on': [409, 'not_connected', 'The newsletter is not connected. Connect it first.'],
  'changed-meanwhile': [412, 'conflict', 'Somebody changed this meanwhile.'],
  'repeated-otherwise': [422, 'idempotency_mismatch', 'This key was used for another request.'],
};

/** A backend for any store, on an empty memory. Listen where you like. */
export function createRestBackend(): Server {
  const newsletters = createNewsletters();

  function route(method: string, url: URL, headers: IncomingMessage['headers'], body: Record<string, unknown>): Answer {
    const [, api, stores, store = '', integrations, id, verb] = url.pathname.split('/');
    if (api !== 'api' || stores !== 'stores' || integrations !== 'integrations') throw new Problem(404, 'not_found', 'There is nothing here.');
    if (method === 'GET' && id === undefined) return { status: 200, body: { integrations: [integrationOf(newsletters.read(store))] } };
    const of = `${method} ${verb}`;
    if (!['POST connect', 'PUT configure', 'DELETE disconnect', 'GET status', 'POST verify'].includes(of)) throw new Problem(404, 'not_found', 'There is nothing here.');
    if (id !== 'newsletter') throw new Refused('unknown');
    if (method !== 'GET' && !/^application\/json\b/.test(headers['content-type'] ?? '')) throw new Problem(415, 'unsupported_media_type', 'Send application/json.');

    if (of === 'GET status') return answer(newsletters.read(store));
    if (of === 'POST verify') return { status: 200, body: verify(store, body['credentials'] as Record<string, unknown> | undefined) };
    const said = `${of} ${url.search} ${headers['if-match']} ${JSON.stringify(body)}`;
    return newsletters.once(store, headers['idempotency-key']?.toString(), said, () => {
      if (of === 'POST connect') return answer(newsletters.connect(store, body['credentials'] as Record<string, unknown>));
      if (of === 'DELETE disconnect') return answer(newsletters.disconnect(store, url.searchParams.get('eraseData') === 'true'));
      const revision = /^"(.+)"$/.exec(headers['if-match'] ?? '')?.[1];
      if (revision === undefined) throw new Problem(428, 'revision_required', 'Send the revision as If-Match.');
      return answer(newsletters.save(store, body['configuration'] as Record<string, unknown>, Number(revision)));
    });
  }

  function verify(store: string, given: Record<string, unknown> | undefined): object {
    const accepted = newsletters.test(store, given);
    const [status, code, detail] = problems['key-refused'];
    const problem = { type: 'about:blank', title: code, status, code, detail };
    return {
      outcome: accepted ? 'verified' : 'rejected',
      account: accepted ? { label: 'Newsletter' } : null,
      checkedAt: new Date().toISOString(),
      stages: [{ id: 'sign-in', outcome: accepted ? 'passed' : 'failed', durationMs: 1, ...(!accepted && { problem }) }],
    };
  }

  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      let said: Answer;
      try {
        const text = Buffer.concat(chunks).toString();
        if (text.length > 64 * 1024) throw new Problem(413, 'too_large', 'This is more than 64 KiB.');
        said = route(request.method ?? '', new URL(request.url ?? '/', 'http://host'), request.headers, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>));
      } catch (error) {
        said = refusal(error).answer;
      }
      response.writeHead(said.status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...said.headers }).end(JSON.stringify(said.body));
    });
  });
}

function refusal(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SyntaxError) return new Problem(400, 'bad_request', 'The body is not JSON.');
  if (!(error instanceof Refused)) return new Problem(500, 'internal', 'Something went wrong on our side.');
  const { fields, now } = error;
  return new Problem(...problems[error.reason], { ...(fields && { fields }), ...(now && { current: integrationOf(now) }) });
}

function answer(connection: PublicConnection): Answer {
  const body = integrationOf(connection);
  return { status: 200, body, headers: { etag: `"${body.revision}"` } };
}

function integrationOf({ isOn, region, keySavedAt, settings, version, since, changedAt }: PublicConnection) {
  return {
    id: 'newsletter',
    provider: 'newsletter',
    label: null,
    status: isOn ? 'connected' : 'disconnected',
    enabled: true,
    scheme: isOn ? 'credentials' : null,
    account: isOn ? { label: 'Newsletter' } : null,
    scopes: null,
    configuration: settings,
    revision: String(version),
    credentials: isOn ? { apiKey: { secret: true, isSet: true, updatedAt: keySavedAt, hint: null }, region: { secret: false, value: region } } : {},
    problem: null,
    authorization: null,
    revocation: 'none',
    lastSync: null,
    nextSyncAt: null,
    retryAt: null,
    checkedAt: null,
    since,
    accessEndsAt: null,
    connectedAt: isOn ? since : null,
    connectedBy: null,
    updatedBy: null,
    updatedAt: changedAt,
  };
}
