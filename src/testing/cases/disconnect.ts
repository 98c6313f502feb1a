import type { CaseDefinition } from '../conformance-case.ts';
import { needs } from '../needs.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { connectValid, expectConnected, expectIntegration, expectNoCredentials, observe, withoutSecrets } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

export const disconnectCases: readonly CaseDefinition[] = [
  {
    name: 'shows no credential afterwards',
    async run(context) {
      const { adapter, integration, call } = context;
      await connectValid(context);
      const answer = await adapter.disconnect({ integration }, call());
      expectIntegration(answer, 'disconnect', integration);
      expectEqual(answer.status, 'disconnected', 'disconnect: status');
      expectNoCredentials(answer, 'disconnect');
      const listed = await observe(context);
      expectEqual(listed.status, 'disconnected', 'list: status after disconnect');
      expectNoCredentials(listed, 'list: after disconnect');
    },
  },
  {
    name: 'destroys the secrets, so that a reconnect asks for them again',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      await adapter.disconnect({ integration }, call());
      const { problem } = await expectRejection(adapter.connect({ integration, credentials: withoutSecrets(context) }, call()), ['validation_failed'], 'connect: after disconnect, secrets left blank');
      for (const key of fixture.secrets) expect(problem.fields?.[key], `connect: after disconnect, "${key}" is not asked for.`);
    },
  },
  {
    name: 'keeps the configuration for a later reconnect',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const { revision } = await connectValid(context);
      const { configuration } = await adapter.configure({ integration, configuration: fixture.configuration.valid, revision }, call());
      await adapter.disconnect({ integration }, call());
      expectEqual((await observe(context)).configuration, configuration, 'list: configuration after disconnect');
      expectEqual((await connectValid(context)).configuration, configuration, 'connect: configuration after a reconnect');
    },
  },
  {
    name: 'forgets the configuration when asked to erase data',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const fresh = await observe(context);
      const { revision } = await connectValid(context);
      await adapter.configure({ integration, configuration: fixture.configuration.valid, revision }, call());
      await adapter.disconnect({ integration, eraseData: true }, call());
      expectEqual((await observe(context)).configuration, fresh.configuration, 'list: configuration after data was erased');
    },
  },
  {
    name: 'is idempotent',
    async run(context) {
      const { adapter, integration, call } = context;
      const never = await adapter.disconnect({ integration }, call());
      expectEqual(never.status, 'disconnected', 'disconnect: status of what was never connected');
      await connectValid(context);
      const first = await adapter.disconnect({ integration }, call());
      const second = await adapter.disconnect({ integration }, call());
      expectEqual([second.status, second.revision], [first.status, first.revision], 'disconnect: status and revision the second time');
    },
  },
  {
    name: 'ends no newer connection when the same key arrives late',
    async run(context) {
      const { adapter, integration, call } = context;
      const idempotencyKey = crypto.randomUUID();
      await connectValid(context);
      await adapter.disconnect({ integration }, call({ idempotencyKey }));
      await connectValid(context);
      await adapter.disconnect({ integration }, call({ idempotencyKey }));
      expectConnected(await observe(context), 'list: after a disconnect of before the reconnect arrived again');
    },
  },
  {
    name: 'refuses the same key with other input',
    async run(context) {
      const { adapter, integration, call } = context;
      const idempotencyKey = crypto.randomUUID();
      await connectValid(context);
      await adapter.disconnect({ integration }, call({ idempotencyKey }));
      await expectRejection(adapter.disconnect({ integration, eraseData: true }, call({ idempotencyKey })), ['idempotency_mismatch'], 'disconnect: a used key, now erasing data');
    },
  },
  {
    name: 'takes what the definition offers to remove as well',
    needs: needs.disconnectChoice,
    async run(context) {
      const { adapter, integration, fixture: { disconnectChoice = '' }, call } = context;
      await connectValid(context);
      const answer = await adapter.disconnect({ integration, choices: [disconnectChoice] }, call());
      expectIntegration(answer, 'disconnect', integration);
      expectEqual(answer.status, 'disconnected', 'disconnect: status with something chosen to be removed');
    },
  },
  {
    name: 'refuses to remove what the definition does not offer, and does nothing',
    needs: needs.disconnectChoice,
    async run(context) {
      const { adapter, integration, fixture: { disconnectChoice = '' }, call } = context;
      await connectValid(context);
      await expectRejection(adapter.disconnect({ integration, choices: [disconnectChoice, 'nothing-of-this-name'] }, call()), ['bad_request'], 'disconnect: a choice that is not offered');
      expectConnected(await observe(context), 'list: after a disconnect with a choice that is not offered');
    },
  },
  unknownAddress('disconnect', ({ adapter, call }, integration) => adapter.disconnect({ integration }, call())),
  ...givingUp('disconnect', async (context) => {
    await connectValid(context);
    return (o) => context.adapter.disconnect({ integration: context.integration }, o);
  }),
];
