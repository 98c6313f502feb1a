import { IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { bare, broken, type BrokenAdapter, heedless, keyless, misdirected, parcelOf } from './broken.ts';

export const brokenConfigures: readonly BrokenAdapter[] = [
  broken('answers a save with a time that is none', 'configure: saves, answers a new revision, and the list agrees', (good) => ({
    configure: async (i, o) => ({ ...(await good.configure(i, o)), updatedAt: 'just now' }),
  })),
  broken('pauses what it configures', 'configure: leaves everything but the configuration alone', (good) => ({
    configure: async (i, o) => ({ ...(await good.configure(i, o)), enabled: false }),
  })),
  broken('merges a configuration instead of replacing it', 'configure: replaces every key it knows, so an omitted one returns to its default', (good) => {
    const before = new Map<string, unknown>();
    return {
      configure: async (i, o) => {
        // What was merged for a key is sent for it again, as a database would do it.
        const key = `${o.idempotencyKey}${JSON.stringify(i)}`;
        if (!before.has(key)) before.set(key, (await parcelOf(good, o)).configuration);
        return good.configure({ ...i, configuration: { ...(before.get(key) as object), ...i.configuration } }, o);
      },
    };
  }),
  broken('stores whatever configuration it is given', 'configure: never writes keys the schema does not know', (good) => ({
    configure: async (i, o) => {
      const answer = await good.configure(i, o);
      return i.configuration['notAKnownKey'] ? good.controls.change(i.integration, { configuration: i.configuration }) : answer;
    },
  })),
  broken('says only that a configuration is wrong, not where', 'configure: names the fields of an invalid configuration, and writes nothing', (good) => ({
    configure: (i, o) =>
      good.configure(i, o).catch((error: unknown) => {
        throw isIntegrationsError(error, 'validation_failed') ? new IntegrationsError('validation_failed') : error;
      }),
  })),
  broken('overwrites a newer configuration', 'configure: answers a stale revision with conflict and the present state, and writes nothing', (good) => ({
    configure: (i, o) =>
      good.configure(i, o).catch((error: unknown) => {
        const current = isIntegrationsError(error, 'conflict') ? error.problem.current : undefined;
        if (current && current.configuration['days'] !== i.configuration['days']) return good.configure({ ...i, revision: current.revision }, bare(o));
        throw error;
      }),
  })),
  broken('answers a conflict without the present state', 'configure: answers a stale revision with conflict and the present state, and writes nothing', (good) => ({
    configure: (i, o) =>
      good.configure(i, o).catch((error: unknown) => {
        throw isIntegrationsError(error, 'conflict') ? new IntegrationsError('conflict') : error;
      }),
  })),
  broken('refuses a save after a conflict once more', 'configure: saves on the revision that a conflict names', (good) => {
    let conflicts = 0;
    return {
      configure: async (i, o) => {
        const { revision } = await parcelOf(good, o);
        if (conflicts > 0 && i.revision === revision) throw new IntegrationsError('conflict');
        return good.configure(i, o).catch((error: unknown) => {
          if (isIntegrationsError(error, 'conflict')) conflicts += 1;
          throw error;
        });
      },
    };
  }),
  broken('checks a revision and writes only later', 'configure: lets exactly one of 8 writers on one revision win', (good) => ({
    configure: async (i, o) => {
      if ((await parcelOf(good, o)).revision !== i.revision) return good.configure(i, o);
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await good.configure({ ...i, revision: (await parcelOf(good, o)).revision }, o);
        } catch (error) {
          if (!isIntegrationsError(error, 'conflict') || attempt > 20) throw error;
        }
      }
    },
  })),
  broken('takes a configuration for what is not connected', 'configure: refuses to configure what is not connected', (good) => ({
    configure: (i, o) =>
      good.configure(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'not_connected')) return good.controls.change(i.integration, { configuration: i.configuration });
        throw error;
      }),
  })),
  ...keyless('configure'),
  misdirected('configure'),
  ...heedless('configure'),
];
