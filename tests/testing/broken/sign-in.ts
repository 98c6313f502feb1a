import type { MemoryAdapter } from '../../../src/adapters/memory.ts';
import { type AuthorizationRecord, type IntegrationsAdapter, IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { broken, type BrokenAdapter } from './broken.ts';

type Authorization = NonNullable<IntegrationsAdapter['authorization']>;

/** A good adapter with some methods of `authorization` replaced. */
function brokenSignIn(does: string, caughtBy: string, change: (good: Required<Authorization>, adapter: MemoryAdapter) => Partial<Authorization>): BrokenAdapter {
  return broken(does, `authorization: ${caughtBy}`, (adapter) => {
    const good = adapter.authorization as Required<Authorization>;
    return { authorization: { ...good, ...change(good, adapter) } };
  });
}

/** The integration is told nothing of its sign-in. */
function without({ authorization: _, ...integration }: Awaited<ReturnType<IntegrationsAdapter['list']>>[number]) {
  return { ...integration, authorization: null };
}

/** Broken in `authorization`. */
export const brokenSignIns: readonly BrokenAdapter[] = [
  brokenSignIn('begins at an address that anybody on the way can read', 'begins at an address of the provider with a state of its own, and connects nothing', (good) => ({
    begin: async (i, o) => {
      const begun = await good.begin(i, o);
      return { ...begun, url: begun.url.replace('https:', 'http:') };
    },
  })),
  brokenSignIn('begins with a secret that can be guessed', 'begins at an address of the provider with a state of its own, and connects nothing', (good) => {
    // Only what is shown is short, so that everything else goes well.
    const whole = new Map<string, string>();
    const lengthened = (state: string) => whole.get(state) ?? state;
    return {
      begin: async (i, o) => {
        const begun = await good.begin(i, o);
        const state = begun.state.slice(0, begun.id.length + 13);
        whole.set(state, begun.state);
        return { ...begun, state, url: begun.url.replace(begun.state, state) };
      },
      complete: ({ response }, o) => good.complete({ response: { ...response, state: lengthened(response.state) } }, o),
    };
  }),
  broken('says nothing of a sign-in on its integration', 'authorization: is pending until somebody answers, as its record and the integration say', (good) => ({
    list: async (o) => (await good.list(o)).map(without),
  })),
  brokenSignIn('has forgotten the sign-in it completed', 'connects by the answer of the provider, and whoever asks hears of it', (good) => {
    const completed = new Set<string>();
    return {
      complete: async (i, o) => {
        const record = await good.complete(i, o);
        if (record.status === 'completed') completed.add(i.response.state.split('.')[0] ?? '');
        return record;
      },
      poll: async (i, o): Promise<AuthorizationRecord> => (completed.has(i.authorization) ? { status: 'expired' } : good.poll(i, o)),
    };
  }),
  brokenSignIn('answers as before when an answer comes twice', 'takes an answer once (SR-61)', (good) => {
    const taken = new Map<string, AuthorizationRecord>();
    return {
      complete: async (i, o) => {
        const known = taken.get(i.response.state);
        if (known) return known;
        const record = await good.complete(i, o);
        if (record.status === 'completed') taken.set(i.response.state, record);
        return record;
      },
    };
  }),
  brokenSignIn('uses a sign-in up by a wrong secret', 'refuses a foreign state, and still takes the right one (SR-61)', (good) => ({
    complete: async (i, o) => {
      const id = i.response.state.split('.')[0] ?? '';
      try {
        return await good.complete(i, o);
      } catch (error) {
        if (isIntegrationsError(error, 'authorization_mismatch')) await good.cancel({ authorization: id }, { signal: o.signal }).catch(() => undefined);
        throw error;
      }
    },
  })),
  brokenSignIn('looks at the id of a state alone', 'refuses a foreign state, and still takes the right one (SR-61)', (good) => {
    const states = new Map<string, string>();
    return {
      begin: async (i, o) => {
        const begun = await good.begin(i, o);
        states.set(begun.id, begun.state);
        return begun;
      },
      complete: ({ response }, o) => good.complete({ response: { ...response, state: states.get(response.state.split('.')[0] ?? '') ?? response.state } }, o),
    };
  }),
  brokenSignIn('takes a refusal for an outage', 'stores nothing when the user does not agree', (good) => ({
    complete: (i, o) => good.complete(i, o).catch((error: unknown) => {
      throw isIntegrationsError(error, 'authorization_denied') ? new IntegrationsError('provider_unavailable') : error;
    }),
  })),
  brokenSignIn('shows the code on the record', 'shows neither the state nor the code again (SR-3)', (good) => {
    const codes = new Map<string, string>();
    return {
      complete: ({ response }, o) => {
        if ('code' in response) codes.set(response.state.split('.')[0] ?? '', response.code);
        return good.complete({ response }, o);
      },
      poll: async (i, o) => {
        const record = await good.poll(i, o);
        return record.status === 'completed' && record.integration ? { ...record, integration: { ...record.integration, label: codes.get(i.authorization) ?? null } } : record;
      },
    };
  }),
  brokenSignIn('goes on with a sign-in that was cancelled', 'ends a pending sign-in that is cancelled, whose answer is then too late', () => ({ cancel: () => Promise.resolve() })),
  broken('lets a disconnect pass by a sign-in under way', 'authorization: is ended by a disconnect, which no answer undoes (SR-69)', (good) => {
    const [open, overtaken] = [new Set<string>(), new Set<string>()];
    return {
      authorization: {
        ...good.authorization,
        complete: async ({ response }, o) => {
          if (!overtaken.has(response.state)) return good.authorization.complete({ response }, o);
          const { state } = await good.authorization.begin({ integration: 'parcel' }, { signal: o.signal });
          return good.authorization.complete({ response: { ...response, state } }, o);
        },
        begin: async (i, o) => {
          const begun = await good.authorization.begin(i, o);
          open.add(begun.state);
          return begun;
        },
      },
      disconnect: (i, o) => {
        for (const state of open) overtaken.add(state);
        return good.disconnect(i, o);
      },
    };
  }),
  brokenSignIn('begins with empty settings when somebody signs in again', 'keeps the settings when the same account signs in again (UX-87)', (good, adapter) => ({
    complete: async (i, o) => {
      const record = await good.complete(i, o);
      return record.status === 'completed' && record.integration ? { ...record, integration: adapter.controls.change(record.integration.id, { configuration: {} }) } : record;
    },
  })),
  brokenSignIn('takes whatever account signs in', 'never takes another account by itself, and takes it when that is chosen (SR-65)', (good) => ({
    complete: async (i, o) => {
      const record = await good.complete(i, o);
      const authorization = i.response.state.split('.')[0] ?? '';
      return record.status === 'needs_choice' ? good.resolve({ authorization, choice: 'replace' }, { signal: o.signal }) : record;
    },
  })),
  brokenSignIn('takes a choice for another one that was not offered', 'never takes another account by itself, and takes it when that is chosen (SR-65)', (good) => ({
    resolve: ({ authorization }, o) => good.resolve({ authorization, choice: 'replace' }, o),
  })),
  {
    does: 'keeps the sign-ins of all stores in one place',
    caughtBy: 'authorization: tells another store nothing of a sign-in, and takes nothing from it (SR-43)',
    make: () => {
      const setup = broken('', '', () => ({})).make();
      return setup.otherStore && setup.adapter.authorization ? { ...setup, otherStore: { ...setup.otherStore, authorization: setup.adapter.authorization } } : setup;
    },
  },
  brokenSignIn('counts a renewal as a change', 'renews access when asked to, and nothing else changes', (_, adapter) => ({
    refresh: ({ integration }) => Promise.resolve(adapter.controls.change(integration, {})),
  })),
  brokenSignIn('begins for any address', 'refuses an address that does not exist', (good, adapter) => ({
    begin: async (i, o) => good.begin({ ...i, integration: (await adapter.list({ signal: o.signal })).some(({ id }) => id === i.integration) ? i.integration : 'parcel' }, o),
  })),
  brokenSignIn('begins what was given up', 'rejects with aborted when the caller had given up before, and changes nothing', (good) => ({
    begin: (i, o) => {
      const later = new AbortController();
      o.signal.addEventListener('abort', () => later.abort(), { once: true });
      return good.begin(i, { ...o, signal: later.signal });
    },
  })),
  brokenSignIn('goes on with what is given up', 'rejects with aborted when the caller gives up on the way', (good) => ({
    begin: async (i, o) => {
      if (o.signal.aborted) throw new IntegrationsError('aborted');
      return good.begin(i, { ...o, signal: new AbortController().signal });
    },
  })),
];
