import { type CallOptions, type Integration, type IntegrationsAdapter, IntegrationsError, isIntegrationsError } from '../../src/core/index.ts';
import { parcelAdapter, validKey } from './parcel.ts';

/** An adapter that breaks one promise, and the cases that must notice. */
export interface BrokenAdapter {
  does: string;
  caughtBy: readonly string[];
  make(): { adapter: IntegrationsAdapter; otherStore?: IntegrationsAdapter };
}

const broken = (does: string, caughtBy: string | readonly string[], change: (good: ReturnType<typeof parcelAdapter>) => Partial<IntegrationsAdapter>): BrokenAdapter => ({
  does,
  caughtBy: typeof caughtBy === 'string' ? [caughtBy] : caughtBy,
  make: () => {
    const good = parcelAdapter();
    return { adapter: { ...good, ...change(good) }, otherStore: parcelAdapter() };
  },
});

const unmask = (one: Integration): Integration => (one.credentials['apiKey'] ? { ...one, credentials: { ...one.credentials, apiKey: { secret: false, value: 'set' } } } : one);
const bare = ({ signal }: { signal: AbortSignal }) => ({ signal });

export const brokenAdapters: readonly BrokenAdapter[] = [
  broken('lists a provider twice', ['list: answers one well-formed entry per provider'], (good) => ({
    // Under an address of its own kind, so that only the number of first accounts is wrong.
    list: async (o) => { const all = await good.list(o); return [...all, { ...all[0], id: 'other', provider: 'other' } as Integration, { ...all[0], id: 'other', provider: 'other' } as Integration]; },
  })),
  broken('writes when it is read', 'list: changes nothing, however often it is read', (good) => {
    let reads = 0;
    return { list: async (o) => (await good.list(o)).map((one) => ({ ...one, ...(one.status === 'disconnected' && one.revision === '0' && { updatedAt: new Date((reads += 1)).toISOString() }) })) };
  }),
  broken('goes on listing after an abort', 'list: rejects with aborted when the caller has given up', (good) => ({
    list: () => good.list({ signal: new AbortController().signal }),
  })),
  broken('goes on connecting after an abort', 'connect: rejects promptly when aborted, before anything was done', (good) => ({
    connect: (i, o) => good.connect(i, { ...o, signal: new AbortController().signal }),
  })),
  broken('stores refused credentials of a first connect', 'connect: stores nothing when the provider refuses', (good) => ({
    connect: async (i, o) => {
      const isFirst = (await good.list(o)).every(({ status }) => status === 'disconnected');
      try {
        return await good.connect(i, o);
      } catch (error) {
        if (isFirst && isIntegrationsError(error, 'invalid_credentials')) good.controls.change(i.integration, { label: 'half done' });
        throw error;
      }
    },
  })),
  broken('says only that fields are wrong, not which', ['connect: names the fields of malformed credentials', 'connect: wants every secret again when the destination changes', 'disconnect: destroys the secrets, so that a reconnect asks for them again'], (good) => ({
    connect: (i, o) => good.connect(i, o).catch((error: unknown) => { throw isIntegrationsError(error, 'validation_failed') ? new IntegrationsError('validation_failed') : error; }),
  })),
  broken('shows a secret as if it were none', ['connect: shows of each credential only its preview', 'connect: keeps a stored secret when its field is left blank'], (good) => {
    const unmasked = <I>(method: (i: I, o: CallOptions) => Promise<Integration>) => async (i: I, o: CallOptions) => unmask(await method(i, o));
    return { list: async (o) => (await good.list(o)).map(unmask), connect: unmasked(good.connect), status: unmasked(good.status), update: unmasked(good.update) };
  }),
  broken('answers the last 8 characters of a key', 'connect: answers no secret, nor 8 characters of one, anywhere (SR-1)', (good) => ({
    status: async (i, o) => ({ ...(await good.status(i, o)), label: `Key ending in ${validKey.slice(-8)}` }),
  })),
  broken('tells a key in an error', 'connect: answers no secret, nor 8 characters of one, anywhere (SR-1)', (good) => ({
    connect: (i, o) => good.connect(i, o).catch((error: unknown) => {
      throw isIntegrationsError(error) ? new IntegrationsError(error.code, error.problem, new Error(`request body was ${JSON.stringify(i.credentials)}`)) : error;
    }),
  })),
  broken('forgets a stored secret when its field is left blank', 'connect: keeps a stored secret when its field is left blank', (good) => ({
    connect: async (i, o) => {
      const connected = (await good.list(o)).find(({ id }) => id === i.integration)?.status === 'connected';
      if (connected && !i.credentials['apiKey'] && i.credentials['region'] === 'eu') throw new IntegrationsError('validation_failed', { fields: { apiKey: 'Enter the API key.' } });
      return good.connect(i, o);
    },
  })),
  broken('sends a kept secret to a new destination', 'connect: wants every secret again when the destination changes', (good) => ({
    connect: (i, o) => good.connect({ ...i, credentials: { ...i.credentials, region: 'eu' } }, o),
  })),
  broken('drops the connection when a reconnect is refused', 'connect: leaves a working connection alone when new credentials are refused', (good) => ({
    connect: (i, o) => good.connect(i, o).catch(async (error: unknown) => {
      if (isIntegrationsError(error, 'invalid_credentials')) await good.disconnect(i, bare(o));
      throw error;
    }),
  })),
  broken('ignores keys of connect', ['connect: has one effect when the same key arrives twice', 'connect: refuses the same key with other input', 'connect: joins or refuses the same key while it is under way'], (good) => ({
    connect: (i, o) => good.connect(i, bare(o)),
  })),
  broken('answers any input with what its key was used for first', 'connect: refuses the same key with other input', (good) => {
    const inputs = new Map<string, Parameters<IntegrationsAdapter['connect']>[0]>();
    return { connect: (i, o) => { const first = inputs.get(o.idempotencyKey ?? '') ?? i; inputs.set(o.idempotencyKey ?? '', first); return good.connect(first, o); } };
  }),
  broken('adds another row for each racing connect', 'connect: leaves exactly one Integration after 20 connects at once', (good) => {
    let running = 0;
    return { connect: async (i, o) => {
      running += 1;
      if (running === 20) await good.add?.({ provider: 'parcel' }, bare(o));
      return good.connect(i, o).finally(() => { running -= 1; });
    } };
  }),
  broken('overwrites a newer configuration', ['configure: answers a stale revision with conflict and the present state, and writes nothing', 'configure: lets exactly one of 8 writers on one revision win'], (good) => ({
    configure: (i, o) => good.configure(i, o).catch((error: unknown) => {
      if (isIntegrationsError(error, 'conflict')) return good.configure({ ...i, revision: error.problem.current?.revision ?? '' }, bare(o));
      throw error;
    }),
  })),
  broken('checks a revision and writes only later', 'configure: lets exactly one of 8 writers on one revision win', (good) => ({
    configure: async (i, o) => {
      const { revision } = (await good.list(o))[0] as Integration;
      if (revision !== i.revision) return good.configure(i, o);
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await good.configure({ ...i, revision: ((await good.list(o))[0] as Integration).revision }, o);
        } catch (error) {
          if (!isIntegrationsError(error, 'conflict') || attempt > 20) throw error;
        }
      }
    },
  })),
  broken('answers a conflict without the present state', 'configure: answers a stale revision with conflict and the present state, and writes nothing', (good) => ({
    configure: (i, o) => good.configure(i, o).catch((error: unknown) => { throw isIntegrationsError(error, 'conflict') ? new IntegrationsError('conflict') : error; }),
  })),
  broken('merges a configuration instead of replacing it', 'configure: replaces every key it knows, so an omitted one returns to its default', (good) => ({
    configure: async (i, o) => good.configure({ ...i, configuration: { ...(await good.list(o))[0]?.configuration, ...i.configuration } }, o),
  })),
  broken('stores whatever it is given', 'configure: never writes keys the schema does not know', (good) => ({
    configure: async (i, o) => { const answer = await good.configure(i, o); return i.configuration['notAKnownKey'] ? good.controls.change(i.integration, { configuration: i.configuration }) : answer; },
  })),
  broken('takes a configuration for what is not connected', 'configure: refuses to configure what is not connected', (good) => ({
    configure: (i, o) => good.configure(i, o).catch((error: unknown) => {
      if (isIntegrationsError(error, 'not_connected')) return good.controls.change(i.integration, { configuration: i.configuration });
      throw error;
    }),
  })),
  broken('keeps previews after a disconnect', 'disconnect: shows no credential afterwards', (good) => ({
    disconnect: async (i, o) => { const answer = await good.disconnect(i, o); return { ...answer, credentials: { publicId: { secret: false, value: 'abcd' } } }; },
  })),
  broken('keeps secrets after a disconnect', 'disconnect: destroys the secrets, so that a reconnect asks for them again', (good) => {
    let kept: unknown;
    return {
      connect: (i, o) => {
        // Only once something was stored and disconnected does it fill in what it should have destroyed.
        const credentials = kept && !i.credentials['apiKey'] && i.credentials['region'] === 'eu' ? { ...i.credentials, apiKey: kept } : i.credentials;
        return good.connect({ ...i, credentials }, o);
      },
      disconnect: (i, o) => { kept = validKey; return good.disconnect(i, o); },
    };
  }),
  broken('erases the configuration with every disconnect', 'disconnect: keeps the configuration for a later reconnect', (good) => ({
    disconnect: (i, o) => good.disconnect({ ...i, eraseData: true }, o),
  })),
  broken('erases nothing when asked to', ['disconnect: forgets the configuration when asked to erase data', 'add: forgets a further account when its data is erased'], (good) => ({
    disconnect: ({ integration }, o) => good.disconnect({ integration }, o),
  })),
  broken('fails to disconnect what is disconnected', 'disconnect: is idempotent', (good) => ({
    disconnect: async (i, o) => {
      if ((await good.list(o)).find(({ id }) => id === i.integration)?.status === 'disconnected' && !i.eraseData) throw new IntegrationsError('not_connected');
      return good.disconnect(i, o);
    },
  })),
  broken('raises the revision with every health check', 'status: leaves the revision alone, so that a save begun before still fits', (good) => ({
    status: async (i, o) => { good.controls.conflict(i.integration); return good.status(i, o); },
  })),
  broken('throws when verification is refused', 'verify: answers a rejection as an outcome, with the stage that failed and why', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      const tried = (await good.list(o))[0]?.status === 'disconnected';
      if (answer.outcome === 'rejected' && tried) throw new IntegrationsError('invalid_credentials');
      return answer;
    },
  })),
  broken('connects when it should only verify', 'verify: stores nothing', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      if (answer.outcome === 'verified' && i.credentials) await good.connect({ integration: i.integration, credentials: i.credentials }, bare(o));
      return answer;
    },
  })),
  broken('never reaches the last page', 'options: answers choices page by page, each once', (good) => ({
    options: async (i, o) => { const page = await good.options(i, o); return i.query ? page : { items: page.items, nextCursor: page.nextCursor && '0' }; },
  })),
  broken('ignores the search text', 'options: leaves out what does not match a search', (good) => ({
    options: ({ query: _, ...i }, o) => good.options(i, o),
  })),
  broken('disconnects instead of pausing', 'update: pauses and resumes without disconnecting', (good) => ({
    update: async (i, o) => (i.enabled === false ? { ...(await good.disconnect(i, o)), enabled: false } : good.update(i, o)),
  })),
  broken('renames over a newer state', 'update: answers a stale revision with conflict and the present state, and writes nothing', (good) => ({
    update: async (i, o) => good.update({ ...i, revision: (await good.list(o))[0]?.revision ?? '' }, o),
  })),
  broken('adds an account again for a repeated key', 'add: creates one account when the same key arrives twice', (good) => ({
    add: async (i, o) => (good.add ? good.add(i, bare(o)) : good.connect({ integration: i.provider, credentials: {} }, o)),
  })),
  {
    does: 'serves two stores from one',
    caughtBy: ['isolation: shows another store nothing of a connection', 'isolation: lets another store end nothing'],
    make: () => { const shared = parcelAdapter(); return { adapter: shared, otherStore: shared }; },
  },
];
