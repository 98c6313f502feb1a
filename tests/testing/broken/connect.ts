import { type CallOptions, type Integration, IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { validKey } from '../parcel.ts';
import { bare, broken, type BrokenAdapter, heedless, misdirected, parcelOf } from './broken.ts';

type Good = Parameters<Parameters<typeof broken>[2]>[0];

export const brokenConnects: readonly BrokenAdapter[] = [
  broken('does not say by which scheme it connected', 'connect: connects with valid credentials, and the list agrees', (good) => ({
    connect: async (i, o) => ({ ...(await good.connect(i, o)), scheme: null }),
  })),
  broken('does not say when a secret was set', 'connect: shows of each credential only its preview', (good) => everywhere(good, (preview) => ({ ...preview, updatedAt: null }))),
  broken('hints at a secret with 5 characters', 'connect: hints at a secret by its last 4 characters at most, and only at one of 20 or more (SR-1)', (good) =>
    everywhere(good, (preview) => ({ ...preview, hint: validKey.slice(-5) })),
  ),
  broken('stores refused credentials of a first connect', 'connect: stores nothing when the provider refuses', (good) => ({
    connect: async (i, o) => {
      const { status } = await parcelOf(good, { signal: new AbortController().signal });
      return good.connect(i, o).catch((error: unknown) => {
        if (status === 'disconnected' && isIntegrationsError(error, 'invalid_credentials')) good.controls.change(i.integration, { label: 'half done' });
        throw error;
      });
    },
  })),
  broken('takes another refusal for the usual one', 'connect: says insufficient_permission where that is the reason, and stores nothing', (good) => ({
    connect: (i, o) =>
      good.connect(i, o).catch((error: unknown) => {
        throw isIntegrationsError(error, 'insufficient_permission') ? new IntegrationsError('invalid_credentials') : error;
      }),
  })),
  broken('says only that fields are missing, not which', 'connect: names the fields of malformed credentials', (good) => ({
    connect: async (i, o) => {
      if (Object.keys(i.credentials).length === 0) throw new IntegrationsError('validation_failed');
      return good.connect(i, o);
    },
  })),
  broken('breaks on values of another kind', 'connect: refuses values of another kind as a mistake of the caller', (good) => ({
    connect: async (i, o) => {
      if (typeof i.credentials['apiKey'] === 'object') throw new IntegrationsError('internal');
      return good.connect(i, o);
    },
  })),
  broken('stores whatever credentials it is given', 'connect: never stores keys the schema does not know', (good) => ({
    connect: async (i, o) => {
      const answer = await good.connect(i, o);
      return i.credentials['notAKnownKey'] ? good.controls.change(i.integration, { credentials: { ...answer.credentials, notAKnownKey: { secret: false, value: 'x' } } }) : answer;
    },
  })),
  broken('forgets a stored secret when its field is left blank', 'connect: keeps a stored secret when its field is left blank', (good) => ({
    connect: async (i, o) => {
      const { status } = await parcelOf(good, o);
      if (status === 'connected' && !i.credentials['apiKey'] && i.credentials['region'] === 'eu')
        throw new IntegrationsError('validation_failed', { fields: { apiKey: 'Enter the API key.' } });
      return good.connect(i, o);
    },
  })),
  broken('sends a kept secret to a new destination', 'connect: wants every secret again when the destination changes', (good) => ({
    connect: (i, o) => good.connect({ ...i, credentials: { ...i.credentials, region: 'eu' } }, o),
  })),
  broken('drops the connection when a reconnect is refused', 'connect: leaves a working connection alone when new credentials are refused', (good) => ({
    connect: (i, o) =>
      good.connect(i, o).catch(async (error: unknown) => {
        if (isIntegrationsError(error, 'invalid_credentials')) await good.disconnect(i, bare(o));
        throw error;
      }),
  })),
  broken('puts one account in the place of another', 'connect: never overwrites one account with another', (good) => ({
    connect: (i, o) =>
      good.connect(i, o).catch(async (error: unknown) => {
        if (!isIntegrationsError(error, 'wrong_account')) throw error;
        await good.disconnect(i, bare(o));
        return good.connect(i, bare(o));
      }),
  })),
  broken(
    'leaves half a connection behind when it is given up',
    'connect: is wholly done or wholly not at whatever moment it is given up, and can be asked for again by the same key',
    (good) => ({
      connect: (i, o) => {
        const wasAborted = o.signal.aborted;
        return good.connect(i, o).catch((error: unknown) => {
          if (isIntegrationsError(error, 'aborted') && !wasAborted) good.controls.change(i.integration, { status: 'connected', scheme: 'credentials' });
          throw error;
        });
      },
    }),
    5,
  ),
  broken('begins every racing connect of one key anew', 'connect: joins or refuses the same key while it is under way', (good) => {
    const running = new Set<string>();
    return {
      connect: (i, o) => {
        const key = o.idempotencyKey ?? '';
        if (running.has(key)) return good.connect(i, bare(o));
        running.add(key);
        return good.connect(i, o).finally(() => running.delete(key));
      },
    };
  }),
  broken('answers a refusal otherwise when its key comes again', 'connect: answers a refusal alike when the same key arrives again', (good) => {
    const refused = new Set<string>();
    return {
      connect: async (i, o) => {
        if (refused.has(o.idempotencyKey ?? '')) throw new IntegrationsError('account_blocked');
        return good.connect(i, o).catch((error: unknown) => {
          if (isIntegrationsError(error, 'invalid_credentials')) refused.add(o.idempotencyKey ?? '');
          throw error;
        });
      },
    };
  }),
  broken('adds another row for each racing connect', 'connect: leaves exactly one Integration after 20 connects at once', (good) => {
    let running = 0;
    return {
      connect: async (i, o) => {
        running += 1;
        if (running === 20) await good.add({ provider: 'parcel' }, bare(o));
        return good.connect(i, o).finally(() => {
          running -= 1;
        });
      },
    };
  }),
  misdirected('connect'),
  ...heedless('connect'),
];

/** The preview of the key changed wherever it is shown. */
function everywhere(good: Good, change: (preview: { secret: true; isSet: boolean; updatedAt: string | null; hint: string | null }) => Integration['credentials'][string]) {
  const changed = (one: Integration): Integration => {
    const preview = one.credentials['apiKey'];
    return preview?.secret ? { ...one, credentials: { ...one.credentials, apiKey: change(preview) } } : one;
  };
  const each =
    <I>(method: (i: I, o: CallOptions) => Promise<Integration>) =>
    async (i: I, o: CallOptions) =>
      changed(await method(i, o));
  return {
    list: async (o: CallOptions) => (await good.list(o)).map(changed),
    connect: each(good.connect),
    configure: each(good.configure),
    status: each(good.status),
    update: each(good.update),
  };
}
