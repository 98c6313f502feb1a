import { isIntegrationsError } from '../../core/errors.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { needs } from '../needs.ts';
import { connectValid, expectConnected, expectIntegration, expectNoCredentials, observe, withoutSecrets } from '../observe.ts';
import { refusals } from '../refusals.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

export const connectCases: readonly CaseDefinition[] = [
  {
    name: 'connects with valid credentials, and the list agrees',
    async run(context) {
      const before = await observe(context);
      const answer = await connectValid(context);
      expectIntegration(answer, 'connect', context.integration);
      expectConnected(answer, 'connect');
      expectEqual(answer.scheme, 'credentials', 'connect: scheme');
      expect(answer.connectedAt !== null, 'connect: connectedAt is not set.');
      expect(answer.revision !== before.revision, 'connect: the revision did not change, so a change made before could not be noticed.');
      const listed = await observe(context);
      expectEqual([listed.status, listed.revision], [answer.status, answer.revision], 'list: status and revision after connect');
    },
  },
  {
    name: 'shows of each credential only its preview',
    async run(context) {
      const { credentials } = await connectValid(context);
      for (const key of Object.keys(context.fixture.credentials.valid)) {
        const preview = credentials[key];
        expect(preview, `connect: there is no preview of "${key}".`);
        expectEqual(preview.secret, context.fixture.secrets.includes(key), `connect: is "${key}" secret`);
        if (preview.secret) expect(preview.isSet && preview.updatedAt !== null, `connect: the preview of "${key}" does not say that it is set, and when.`);
      }
    },
  },
  {
    name: 'hints at a secret by its last 4 characters at most, and only at one of 20 or more (SR-1)',
    async run(context) {
      const { credentials } = await connectValid(context);
      for (const key of context.fixture.secrets) {
        const preview = credentials[key];
        const entered = context.fixture.credentials.valid[key];
        if (!preview?.secret || preview.hint === null || typeof entered !== 'string') continue;
        expect(entered.length >= 20 && preview.hint === entered.slice(-4), `connect: the hint at "${key}" is more than the last 4 characters of a secret of 20 or more.`);
      }
    },
  },
  {
    name: 'stores nothing when the provider refuses',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const before = await observe(context);
      await expectRejection(adapter.connect({ integration, credentials: fixture.credentials.rejected }, call()), refusals, 'connect: with rejected credentials');
      const after = await observe(context);
      expectEqual([after.status, after.revision], ['disconnected', before.revision], 'list: status and revision after a refused connect');
      expectNoCredentials(after, 'list: after a refused connect');
    },
  },
  {
    name: 'names the fields of malformed credentials',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const { problem } = await expectRejection(adapter.connect({ integration, credentials: {} }, call()), ['validation_failed'], 'connect: without any credential');
      for (const key of fixture.secrets) expect(problem.fields?.[key], `connect: "fields" has no message for the missing "${key}".`);
      expectEqual((await observe(context)).status, 'disconnected', 'list: status after malformed credentials');
    },
  },
  {
    name: 'refuses values of another kind as a mistake of the caller',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const credentials = Object.fromEntries(Object.entries(fixture.credentials.valid).map(([key, value]) => [key, { value }]));
      await expectRejection(adapter.connect({ integration, credentials }, call()), ['validation_failed', 'bad_request'], 'connect: with objects in the place of texts');
    },
  },
  {
    name: 'never stores keys the schema does not know',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      // Refusing them is as good as ignoring them.
      await adapter.connect({ integration, credentials: { ...fixture.credentials.valid, notAKnownKey: 'x' } }, call()).catch((error: unknown) =>
        expect(isIntegrationsError(error, 'validation_failed') || isIntegrationsError(error, 'bad_request'), `connect: an unknown key led to ${String(error)}.`));
      expect(!Object.hasOwn((await observe(context)).credentials, 'notAKnownKey'), 'connect: the unknown key "notAKnownKey" was stored.');
    },
  },
  {
    name: 'keeps a stored secret when its field is left blank',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      const again = await adapter.connect({ integration, credentials: withoutSecrets(context) }, call());
      expectConnected(again, 'connect: with the secrets left blank');
      for (const key of fixture.secrets) {
        const preview = again.credentials[key];
        expect(preview?.secret && preview.isSet, `connect: "${key}" was left blank and is gone.`);
      }
    },
  },
  {
    name: 'leaves a working connection alone when new credentials are refused',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const connected = await connectValid(context);
      await expectRejection(adapter.connect({ integration, credentials: fixture.credentials.rejected }, call()), refusals, 'connect: again, with rejected credentials');
      const after = await observe(context);
      expectEqual([after.status, after.revision, after.credentials], [connected.status, connected.revision, connected.credentials], 'list: status, revision and previews after a refused reconnect');
    },
  },
  {
    name: 'wants every secret again when the destination changes',
    needs: needs.destination,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      const moved = adapter.connect({ integration, credentials: fixture.credentials.moved ?? {} }, call());
      const { problem } = await expectRejection(moved, ['validation_failed'], 'connect: to another destination, secrets left blank');
      for (const key of fixture.secrets) expect(problem.fields?.[key], `connect: "fields" does not ask for "${key}" again.`);
    },
  },
  {
    name: 'never overwrites one account with another',
    needs: needs.otherAccount,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const connected = await connectValid(context);
      await expectRejection(adapter.connect({ integration, credentials: fixture.credentials.otherAccount ?? {} }, call()), ['wrong_account'], 'connect: again, with credentials of another account');
      const after = await observe(context);
      expectEqual([after.account, after.revision], [connected.account, connected.revision], 'list: account and revision after credentials of another account');
    },
  },
  unknownAddress('connect', ({ adapter, fixture, call }, integration) => adapter.connect({ integration, credentials: fixture.credentials.valid }, call())),
  ...givingUp('connect', async ({ adapter, integration, fixture }) => (o) => adapter.connect({ integration, credentials: fixture.credentials.valid }, o)),
];
