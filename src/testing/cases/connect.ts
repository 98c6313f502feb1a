import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection, promptly } from '../expect.ts';
import { connectValid, expectConnected, expectIntegration, expectNoCredentials, observe, withoutSecrets } from '../observe.ts';
import { refusals } from '../refusals.ts';

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
    needs: ({ credentials }) => credentials.moved !== undefined,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      const moved = adapter.connect({ integration, credentials: fixture.credentials.moved ?? {} }, call());
      const { problem } = await expectRejection(moved, ['validation_failed'], 'connect: to another destination, secrets left blank');
      for (const key of fixture.secrets) expect(problem.fields?.[key], `connect: "fields" does not ask for "${key}" again.`);
    },
  },
  {
    name: 'refuses an address that does not exist',
    async run({ adapter, fixture, call }) {
      const unknown = adapter.connect({ integration: 'no-such-provider', credentials: fixture.credentials.valid }, call());
      await expectRejection(unknown, ['not_found', 'provider_unknown'], 'connect: to a provider that is not offered');
    },
  },
  {
    name: 'rejects promptly when aborted, before anything was done',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const aborted = adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ signal: AbortSignal.abort() }));
      await expectRejection(aborted, ['aborted'], 'connect: with an aborted signal', promptly);
      expectEqual((await observe(context)).status, 'disconnected', 'list: status after an aborted connect');
    },
  },
];
