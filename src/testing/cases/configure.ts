import type { CallOptions } from '../../core/adapter.ts';
import { isIntegrationsError } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection, isEqual } from '../expect.ts';
import { needs } from '../needs.ts';
import { connectValid, expectIntegration, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { sameKey } from './same-key.ts';
import { unknownAddress } from './unknown-address.ts';

const writers = 8;

export const configureCases: readonly CaseDefinition[] = [
  {
    name: 'saves, answers a new revision, and the list agrees',
    async run(context) {
      const { revision } = await connectValid(context);
      const saved = await configure(context, context.fixture.configuration.valid, revision);
      expectIntegration(saved, 'configure', context.integration);
      expectHolds(saved, context.fixture.configuration.valid, 'configure');
      expect(saved.revision !== revision, 'configure: the revision did not change.');
      const listed = await observe(context);
      expectEqual([listed.configuration, listed.revision], [saved.configuration, saved.revision], 'list: configuration and revision after configure');
    },
  },
  {
    name: 'leaves everything but the configuration alone',
    async run(context) {
      const before = await connectValid(context);
      const saved = await configure(context, context.fixture.configuration.valid, before.revision);
      const rest = ({ status, enabled, label, account, credentials, connectedAt }: Integration) => ({ status, enabled, label, account, credentials, connectedAt });
      expectEqual(rest(saved), rest(before), 'configure: status, enabled, label, account, previews and connectedAt');
    },
  },
  {
    name: 'replaces every key it knows, so an omitted one returns to its default',
    needs: needs.otherConfiguration,
    async run(context) {
      const { valid, other = {} } = context.fixture.configuration;
      const { revision } = await connectValid(context);
      const first = await configure(context, valid, revision);
      const second = await configure(context, other, first.revision);
      expectHolds(second, other, 'configure: a second time');
      for (const key of Object.keys(valid)) {
        if (!Object.hasOwn(other, key)) expect(!isEqual(second.configuration[key], valid[key]), `configure: "${key}" was omitted, yet its old value is still there.`);
      }
    },
  },
  {
    name: 'never writes keys the schema does not know',
    async run(context) {
      const connected = await connectValid(context);
      const foreign = { notAKnownKey: 'x', status: 'error', revision: '999', storeId: 'another' };
      const saving = configure(context, { ...context.fixture.configuration.valid, ...foreign }, connected.revision);
      // Refusing them is as good as ignoring them.
      await saving.catch((error: unknown) => expect(isIntegrationsError(error, 'validation_failed') || isIntegrationsError(error, 'bad_request'), `configure: unknown keys led to ${String(error)}.`));
      const after = await observe(context);
      const schemaKnows = (key: string) => Object.hasOwn(context.fixture.configuration.valid, key);
      for (const key of Object.keys(foreign)) expect(schemaKnows(key) || !Object.hasOwn(after.configuration, key), `configure: the unknown key "${key}" was stored.`);
      expectEqual([after.status, after.revision === '999'], [connected.status, false], 'list: status after an attempt to set it');
    },
  },
  {
    name: 'names the fields of an invalid configuration, and writes nothing',
    async run(context) {
      const before = await connectValid(context);
      const { problem } = await expectRejection(configure(context, context.fixture.configuration.invalid, before.revision), ['validation_failed'], 'configure: with an invalid configuration');
      expect(Object.keys(problem.fields ?? {}).length > 0, 'configure: "fields" names nothing.');
      expectUntouched(await observe(context), before, 'after an invalid configuration');
    },
  },
  {
    name: 'answers a stale revision with conflict and the present state, and writes nothing',
    async run(context) {
      const { revision } = await connectValid(context);
      const current = await configure(context, context.fixture.configuration.valid, revision);
      const { problem } = await expectRejection(configure(context, context.fixture.configuration.other ?? context.fixture.configuration.valid, revision), ['conflict'], 'configure: with a stale revision');
      expectEqual([problem.current?.revision, problem.current?.configuration], [current.revision, current.configuration], 'configure: "current" of the conflict');
      expectUntouched(await observe(context), current, 'after a conflict');
    },
  },
  {
    name: 'saves on the revision that a conflict names',
    async run(context) {
      const { valid } = context.fixture.configuration;
      const { revision } = await connectValid(context);
      await configure(context, valid, revision);
      const { problem } = await expectRejection(configure(context, valid, revision), ['conflict'], 'configure: with a stale revision');
      // Without `current` the page has to read it again; that this is there is another case.
      const saved = await configure(context, valid, problem.current?.revision ?? (await observe(context)).revision);
      expectHolds(saved, valid, 'configure: after a conflict');
    },
  },
  {
    name: `lets exactly one of ${writers} writers on one revision win`,
    async run(context) {
      const { revision } = await connectValid(context);
      const settled = await Promise.allSettled(Array.from({ length: writers }, () => configure(context, context.fixture.configuration.valid, revision)));
      expectEqual(settled.filter(({ status }) => status === 'fulfilled').length, 1, 'configure: number of winners');
      for (const one of settled) {
        if (one.status === 'rejected') expect(isIntegrationsError(one.reason, 'conflict'), `configure: a loser was told ${String(one.reason)} instead of conflict.`);
      }
    },
  },
  ...sameKey('configure', async (context) => {
    const { adapter, integration, fixture } = context;
    const { revision } = await connectValid(context);
    const save = (configuration: Values) => (o: CallOptions) => adapter.configure({ integration, configuration, revision }, o);
    return { ask: save(fixture.configuration.valid), other: save(fixture.configuration.invalid) };
  }),
  {
    name: 'refuses to configure what is not connected',
    async run(context) {
      const { revision } = await observe(context);
      await expectRejection(configure(context, context.fixture.configuration.valid, revision), ['not_connected'], 'configure: before connecting');
    },
  },
  unknownAddress('configure', ({ adapter, fixture, call }, integration) => adapter.configure({ integration, configuration: fixture.configuration.valid, revision: '1' }, call())),
  ...givingUp('configure', async (context) => {
    const { adapter, integration, fixture } = context;
    const { revision } = await connectValid(context);
    return (o) => adapter.configure({ integration, configuration: fixture.configuration.valid, revision }, o);
  }),
];

function configure({ adapter, integration, call }: CaseContext, configuration: Values, revision: string): Promise<Integration> {
  return adapter.configure({ integration, configuration, revision }, call());
}

function expectHolds(answer: Integration, values: Values, what: string): void {
  for (const [key, value] of Object.entries(values)) expectEqual(answer.configuration[key], value, `${what}: "${key}"`);
}

function expectUntouched(after: Integration, before: Integration, when: string): void {
  expectEqual([after.configuration, after.revision], [before.configuration, before.revision], `list: configuration and revision ${when}`);
}
