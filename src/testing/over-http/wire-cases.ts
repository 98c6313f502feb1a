import { type RouteName, routePath, routes } from '../../core/routes.ts';
import { answers } from '../../core/wire.ts';
import type { ConformanceFixture } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { expectShape } from '../shape.ts';
import type { HttpBackend } from './http-backend.ts';
import type { Witness } from './witness.ts';

interface Wire {
  backend: HttpBackend;
  fixture: ConformanceFixture;
  witness: Witness;
  /** Brings the backend into a fresh state. */
  clear(): Promise<void>;
}

/** Promises of the REST contract that no adapter can break, because it always asks rightly. */
export function wireCases({ backend, fixture, witness, clear }: Wire): readonly { name: string; run(): Promise<void> }[] {
  const send = (name: RouteName, body: unknown, headers: Record<string, string> = {}) => sendText(name, JSON.stringify(body), headers);
  const sendText = (name: RouteName, body: string, headers: Record<string, string> = {}) =>
    witness.fetch(backend.url.replace(/\/+$/, '') + routePath(routes[name], { storeId: backend.store, integrationId: fixture.provider }), {
      method: routes[name].method,
      redirect: 'manual',
      body,
      headers: { ...backend.headers, 'content-type': 'application/json', ...headers },
    });

  /** A connect with this body is refused. */
  async function expectRefused(body: string, status: number, code: string): Promise<void> {
    await clear();
    const refused = await sendText('connect', body);
    const problem = expectShape(answers.problem, await refused.json().catch(() => null), 'connect: the answer is no problem');
    expectEqual([refused.status, problem.code], [status, code], 'connect: status and code');
  }

  return [
    {
      name: 'wire: asks for If-Match where a save could overwrite',
      async run() {
        await clear();
        const connected = await send('connect', { credentials: fixture.credentials.valid });
        expectEqual(connected.status, 200, 'connect: status');
        const refused = await send('configure', { configuration: fixture.configuration.valid });
        const problem = expectShape(answers.problem, await refused.json().catch(() => null), 'configure: without If-Match, the answer is no problem');
        expectEqual([refused.status, problem.code], [428, 'revision_required'], 'configure: status and code without If-Match');
      },
    },
    {
      name: 'wire: takes changes as application/json only, so that no form of a foreign page can send one (SR-44)',
      async run() {
        await clear();
        const refused = await send('connect', { credentials: fixture.credentials.valid }, { 'content-type': 'text/plain' });
        expect(refused.status === 415 || refused.status === 400, `connect: as text/plain it was answered ${refused.status} instead of 415.`);
      },
    },
    {
      name: 'wire: refuses a body that is not JSON as bad_request',
      run: () => expectRefused(JSON.stringify({ credentials: fixture.credentials.valid }).slice(0, -1), 400, 'bad_request'),
    },
    {
      name: 'wire: refuses a body of more than 64 KiB as too_large',
      run: () => expectRefused(JSON.stringify({ credentials: { ...fixture.credentials.valid, padding: 'x'.repeat(64 * 1024) } }), 413, 'too_large'),
    },
    {
      name: 'wire: answered nothing in the whole run that does not fit the contract',
      async run() {
        const odd = witness.allComplaints();
        expect(odd.length === 0, `${odd.slice(0, 5).join('; ')}${odd.length > 5 ? `; and ${odd.length - 5} more` : ''}.`);
      },
    },
  ];
}
