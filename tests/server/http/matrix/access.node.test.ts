import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Route, routes } from '../../../../src/core/routes.ts';
import { hookDeadline } from '../../../../src/server/http/ask-host.ts';
import { read } from '../../shop.ts';
import { all, changing, guarded, type Matrix, openMatrix } from './harness.ts';
import { rows } from './rows.ts';

let matrix: Matrix;
beforeAll(async () => { matrix = await openMatrix(); });
afterAll(() => matrix.close());
beforeEach(() => {
  matrix.hook.answer = { actor: 'ana', session: 's1' };
  matrix.asked.length = 0;
});

it('has a row for every route of the table, and no other', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(routes).sort());
});

describe.each(all)('%s', (name) => {
  it('answers when it is asked properly', async () => {
    const { id } = await matrix.connected();
    expect((await matrix.send(name, { store: id })).status).toBe(rows[name].answers);
  });
});

describe.each(all.filter(([, { action }]) => action === undefined))('%s, which is open to everybody,', (name) => {
  it('asks the hook nothing, and tells the same whoever asks', async () => {
    const { id } = await matrix.connected();
    const first = await matrix.send(name, { store: id });
    matrix.hook.answer = () => { throw new Error('nobody may'); };
    expect((await matrix.send(name, { store: id, headers: { cookie: 'session=other' } })).sameBytes).toBe(first.sameBytes);
    expect(matrix.asked).toEqual([]);
  });
});

describe.each(guarded)('%s', (name, route: Route) => {
  const verdicts: [string, () => never][] = [
    ['throws', () => { throw new Error('session store down'); }], ['rejects', () => Promise.reject(new Error('session store down')) as never], ['hangs', () => new Promise(() => {}) as never],
    ['answers nothing', () => undefined as never], ['answers yes', () => true as never], ['names nobody', () => ({ actor: '', session: 's' }) as never], ['names no session', () => ({ actor: 'ana' }) as never],
  ];

  it('asks the hook once, about action, store and integration (SR-40)', async () => {
    const { id } = await matrix.connected();
    await matrix.send(name, { store: id });
    expect(matrix.asked).toEqual([{ action: route.action, store: id, ...(route.path.includes('{integrationId}') || route.place ? { integration: 'mailer' } : {}) }]);
  });

  it('takes store and rights from the path alone, whatever query and headers say (SR-42)', async () => {
    const { id } = await matrix.connected();
    const other = crypto.randomUUID();
    await matrix.send(name, { store: id, query: `?store=${other}&storeId=${other}&integration=pager`, headers: { 'x-store-id': other, 'x-original-url': `/api/stores/${other}/integrations`, 'x-rewrite-url': `/api/stores/${other}/integrations` } });
    expect(matrix.asked).toEqual([expect.objectContaining({ store: id })]);
  });

  it('denies to the byte alike, for stores that exist and that do not, whatever the hook does but allow (SR-41, SR-42)', async () => {
    // Its caller names no store: the state does. Its own tests deny it.
    if (route.place === 'state') return;
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    const seen: string[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (const [how, verdict] of verdicts) {
        matrix.hook.answer = verdict;
        let denied = false;
        const before = matrix.asked.length;
        const denials = Promise.all([id, crypto.randomUUID(), 'not-a-uuid'].flatMap((store) => ['mailer', 'nope', 'mailer~nope'].map((integration) => matrix.send(name, { store, integration })))).finally(() => { denied = true; });
        // Whose sign-in is meant is looked up first, which no clock here waits for.
        while (matrix.asked.length < before + 9) await new Promise((resolve) => setImmediate(resolve));
        await vi.advanceTimersByTimeAsync(hookDeadline - 1);
        expect(denied, how).toBe(how !== 'hangs');
        await vi.advanceTimersByTimeAsync(1);
        for (const { status, sameBytes } of await denials) {
          expect(status, how).toBe(403);
          seen.push(sameBytes);
        }
      }
    } finally {
      vi.useRealTimers();
    }
    expect(new Set(seen).size).toBe(1);
    expect(await matrix.holdings(id)).toBe(held);
  });

  it('answers 401 to whoever is not signed in, alike for stores that exist and that do not', async () => {
    const { id } = await matrix.connected();
    matrix.hook.answer = 'unauthenticated';
    const answers = [await matrix.send(name, { store: id }), await matrix.send(name, { store: crypto.randomUUID() })];
    expect(answers.map(({ status, problem }) => [status, problem.code])).toEqual([[401, 'unauthenticated'], [401, 'unauthenticated']]);
    expect(answers[0]?.sameBytes).toBe(answers[1]?.sameBytes);
  });

  it('answers 404 alike for an integration that is not there and a store that is none (SR-42)', async () => {
    // Its caller names no store: the state does.
    if (route.place === 'state') return;
    const { id } = await matrix.connected();
    const unknown = await matrix.send(name, { store: 'not-a-uuid' });
    expect(unknown.status).toBe(404);
    if (!route.path.includes('{integrationId}') && !route.path.endsWith('/authorize')) return;
    for (const integration of ['nope', 'mailer~nope', 'Mailer', 'mailer~', '~x']) expect((await matrix.send(name, { store: id, integration })).status, integration).toBe(404);
  });

  it('answers 503 with Retry-After when the server has stopped, and asks nobody', async () => {
    const stopped = await openMatrix({ database: matrix.database });
    await stopped.server.stop();
    const answer = await stopped.send(name, { store: crypto.randomUUID() });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(stopped.asked).toEqual([]);
  });
});

describe.each(changing)('%s', (name) => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://app.example.evil.example' }, { origin: 'http://app.example' }, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null', 'sec-fetch-site': 'none' },
  ];

  it('is refused to a foreign page before hook and store hear of it (SR-44)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    for (const headers of foreign) {
      const answer = await matrix.send(name, { store: id, headers });
      expect([answer.status, answer.headers.get('access-control-allow-origin')], JSON.stringify(headers)).toEqual([403, null]);
    }
    expect(matrix.asked).toEqual([]);
    expect(await matrix.holdings(id)).toBe(held);
  });

  it('is done for a listed origin, which may read the answer, and for a caller that is no browser (SR-44, SR-45)', async () => {
    const fine: Record<string, string>[] = [{ origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}];
    for (const headers of fine) {
      const answer = await matrix.send(name, { store: (await matrix.connected()).id, headers });
      expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual([rows[name].answers, ...('origin' in headers ? ['https://app.example', 'true'] : [null, null])]);
    }
  });
});

describe.each(all.filter(([, { method, guarded: changes }]) => method === 'GET' && !changes))('%s', (name) => {
  it('may be asked from anywhere, but only a listed origin gets to see the answer (SR-45)', async () => {
    const { id } = await matrix.connected();
    for (const origin of ['https://evil.example', 'null', 'https://app.example']) {
      const answer = await matrix.send(name, { store: id, headers: { origin, 'sec-fetch-site': 'cross-site' } });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([rows[name].answers, origin === 'https://app.example' ? origin : null]);
    }
  });

  it('changes nothing, and HEAD neither, which answers the same without its body (SR-46)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    const get = await matrix.send(name, { store: id });
    const head = await matrix.send(name, { store: id, method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag'), head.headers.get('content-type')]).toEqual([get.status, '', get.headers.get('etag'), get.headers.get('content-type')]);
    expect(await matrix.holdings(id)).toBe(held);
  });
});

describe.each(all)('%s', (name, route: Route) => {
  it('takes no other method: 405 names those there are (SR-46)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    const here = all.filter(([, { path }]) => path === route.path);
    const allowed = here.flatMap(([, { method, guarded: changes }]) => (method === 'GET' && !changes ? ['GET', 'HEAD'] : [method]));
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'patch', 'QUERY'].filter((one) => !allowed.includes(one))) {
      const answer = await matrix.send(name, { store: id, method });
      expect([answer.status, answer.headers.get('allow')], method).toEqual([405, [...allowed, 'OPTIONS'].join(', ')]);
    }
    expect(matrix.asked).toEqual([]);
    expect(await matrix.holdings(id)).toBe(held);
  });

  it('lets no header or query change the method (SR-46)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    for (const override of ['DELETE', 'PUT', 'PATCH', 'POST', 'GET']) {
      const answer = await matrix.send(name, { store: id, method: 'TRACEX', query: `?_method=${override}`, headers: { 'x-http-method-override': override, 'x-http-method': override, 'x-method-override': override } });
      expect(answer.status).toBe(405);
      if (route.method === 'GET' && !route.guarded) expect((await matrix.send(name, { store: id, query: `?_method=${override}`, headers: { 'x-http-method-override': override, 'x-http-method': override, 'x-method-override': override } })).status).toBe(rows[name].answers);
    }
    expect(await matrix.holdings(id)).toBe(held);
  });

  it('tells its methods to the preflight of a listed origin, and to no other (SR-45)', async () => {
    const { id } = await matrix.connected();
    const ask = (origin: string) => matrix.send(name, { store: id, method: 'OPTIONS', body: null, headers: { origin, 'access-control-request-method': route.method, 'access-control-request-headers': 'content-type, if-match' } });
    const yes = await ask('https://app.example');
    expect([yes.status, yes.headers.get('access-control-allow-origin'), yes.headers.get('access-control-allow-methods')?.includes(route.method)]).toEqual([204, 'https://app.example', true]);
    for (const origin of ['https://evil.example', 'null']) {
      const no = await ask(origin);
      expect([no.status, no.headers.get('access-control-allow-origin'), no.headers.get('access-control-allow-methods')]).toEqual([403, null, null]);
    }
    expect(matrix.asked).toEqual([]);
  });
});

it('says where there is nothing with the same envelope', async () => {
  expect(await read(matrix.server.fetch(new Request('https://shop.example/api/nowhere')))).toMatchObject({ status: 404, code: 'not_found' });
});
