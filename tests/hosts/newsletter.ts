import { randomUUID } from 'node:crypto';

// A host's own code: nothing of integrations-settings is imported here, nor in the two backends that use it.

/** One store's connection to a newsletter service. `version` counts changes and never goes back. */
interface Connection {
  key: string | null;
  keySavedAt: string;
  region: string;
  settings: Record<string, string>;
  version: number;
  since: string;
  changedAt: string;
}

/** What may leave the backend. */
export interface PublicConnection {
  isOn: boolean;
  region: string;
  keySavedAt: string;
  settings: Record<string, string>;
  version: number;
  since: string;
  changedAt: string;
}

export type Reason = 'unknown' | 'fields' | 'key-refused' | 'not-on' | 'changed-meanwhile' | 'repeated-otherwise';

/** Why the backend did not do something. */
export class Refused extends Error {
  readonly reason: Reason;
  readonly fields: Record<string, string> | undefined;
  readonly now: PublicConnection | undefined;
  constructor(reason: Reason, { fields, now }: { fields?: Record<string, string>; now?: PublicConnection } = {}) {
    super(reason);
    this.reason = reason;
    this.fields = fields;
    this.now = now;
  }
}

type Given = Record<string, unknown>;
const isBlank = (value: unknown) => value === undefined || value === null || value === '';

/** The rules of connecting stores to the service, in memory. `accepts` stands for the service's own answer. */
export function createNewsletters(accepts: (key: string) => boolean = (key) => key.startsWith('good')) {
  const connections = new Map<string, Connection>();
  const done = new Map<string, { said: string; answer: unknown }>();

  function connectionOf(store: string): Connection {
    const never = '2026-01-01T00:00:00.000Z';
    const found = connections.get(store) ?? { key: null, keySavedAt: never, region: 'eu', settings: {}, version: 1, since: never, changedAt: never };
    connections.set(store, found);
    return found;
  }
  function change(connection: Connection, changes: Partial<Connection>): PublicConnection {
    Object.assign(connection, changes, { version: connection.version + 1, changedAt: new Date().toISOString() });
    return shown(connection);
  }

  /** The key and region that would be stored: what is given, and of a blank key what is kept for the same region. */
  function merged(connection: Connection, { apiKey, region }: Given): { key: string; region: string } {
    const fields: Record<string, string> = {};
    const place = isBlank(region) ? 'eu' : region;
    if (place !== 'eu' && place !== 'us') fields['region'] = 'Choose eu or us.';
    const key = isBlank(apiKey) && place === connection.region ? connection.key : apiKey;
    if (typeof key !== 'string' || key === '') fields['apiKey'] = 'Enter the API key.';
    if (Object.keys(fields).length > 0) throw new Refused('fields', { fields });
    return { key: String(key), region: String(place) };
  }

  return {
    read: (store: string) => shown(connectionOf(store)),

    connect(store: string, given: Given): PublicConnection {
      const connection = connectionOf(store);
      const { key, region } = merged(connection, given);
      if (!accepts(key)) throw new Refused('key-refused', { fields: { apiKey: 'The newsletter service does not know this key.' } });
      const now = new Date().toISOString();
      return change(connection, { key, region, keySavedAt: now, ...(connection.key === null && { since: now }) });
    },

    /** Does the service accept what is given, or without that what is stored? Stores nothing. */
    test(store: string, given?: Given): boolean {
      const connection = connectionOf(store);
      if (given) return accepts(merged(connection, given).key);
      if (connection.key === null) throw new Refused('not-on');
      return accepts(connection.key);
    },

    save(store: string, { frequency = 'weekly', sender }: Given, version: number): PublicConnection {
      const connection = connectionOf(store);
      if (connection.key === null) throw new Refused('not-on');
      if (version !== connection.version) throw new Refused('changed-meanwhile', { now: shown(connection) });
      const fields: Record<string, string> = {};
      if (frequency !== 'daily' && frequency !== 'weekly') fields['frequency'] = 'Choose daily or weekly.';
      if (!isBlank(sender) && typeof sender !== 'string') fields['sender'] = 'Enter a name.';
      if (Object.keys(fields).length > 0) throw new Refused('fields', { fields });
      return change(connection, { settings: { frequency: String(frequency), ...(typeof sender === 'string' && sender !== '' && { sender }) } });
    },

    disconnect(store: string, forget: boolean): PublicConnection {
      const connection = connectionOf(store);
      if (connection.key === null && !(forget && Object.keys(connection.settings).length > 0)) return shown(connection);
      return change(connection, { key: null, region: 'eu', since: new Date().toISOString(), ...(forget && { settings: {} }) });
    },

    /** One key of a store has one effect; the same key with other words is refused. A failure uses no key up. */
    once<T>(store: string, key: string | undefined, said: string, work: () => T): T {
      const name = `${store} ${key ?? randomUUID()}`;
      const before = done.get(name);
      if (before && before.said !== said) throw new Refused('repeated-otherwise');
      if (before) return before.answer as T;
      const answer = work();
      done.set(name, { said, answer });
      return answer;
    },
  };
}

function shown({ key, ...rest }: Connection): PublicConnection {
  return { ...structuredClone(rest), isOn: key !== null };
}
