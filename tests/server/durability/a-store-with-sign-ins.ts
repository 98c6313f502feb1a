import type { Authorization } from '../../../src/core/authorization.ts';
import type { Served } from '../../sandbox/oauth-harness.ts';
import type { Answer, ServerProcess } from './a-server.ts';

type Send = Pick<ServerProcess, 'send'>;

/** A store whose Klaviyo is connected by signing in, as a page drives it through any of the servers of one database. */
export function aStoreWithSignIns(served: Served) {
  const store = crypto.randomUUID();
  const oauth = '/api/integrations/klaviyo/oauth';
  const here = { store, integration: 'klaviyo' };
  const card = `/api/stores/${store}/integrations/klaviyo`;

  /** Begins, and comes back from the consent page. */
  async function consent(server: Send, account?: string): Promise<{ id: string; back: Record<string, string> }> {
    const begun = await server.send('POST', `${oauth}/authorize`, here);
    if (begun?.status !== 200) throw new Error(`No sign-in was begun: ${JSON.stringify(begun)}`);
    const { id, url } = begun.body as unknown as Authorization;
    const { pathname, searchParams } = new URL(url);
    return { id, back: Object.fromEntries(await served.consent(pathname, Object.fromEntries(searchParams), { ...(account && { account }) })) };
  }
  const handIn = (server: Send, back: Record<string, string>) => server.send('POST', `${oauth}/callback`, back);

  return {
    store, consent, handIn,
    /** @throws Error when it ends in anything but a connected card. */
    async signIn(server: Send, account?: string): Promise<void> {
      const answer = await handIn(server, (await consent(server, account)).back);
      if (answer?.body['status'] !== 'completed') throw new Error(`The sign-in ended otherwise: ${JSON.stringify(answer)}`);
    },
    record: (server: Send, id: string): Promise<Answer | null> => server.send('GET', `${oauth}/authorizations/${id}?store=${store}`, undefined),
    refresh: (server: Send): Promise<Answer | null> => server.send('POST', `${oauth}/refresh`, here),
    /** A call that needs access. */
    lists: (server: Send): Promise<Answer | null> => server.send('GET', `${card}/options/listId`, undefined),
    status: (server: Send): Promise<Answer | null> => server.send('GET', `${card}/status`, undefined),
  };
}
