import type { Authorization, AuthorizationRecord, AuthorizationResponse } from '../../core/authorization.ts';
import { isIntegrationsError } from '../../core/errors.ts';
import { answers } from '../../core/wire.ts';
import type { CaseContext, CaseDefinition, Consent } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { asText, findSecret } from '../find-secret.ts';
import { expectConnected, expectIntegration, observe, picture } from '../observe.ts';
import { expectShape } from '../shape.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

/** The answer to a state that is used, foreign or ended. */
const used = ['authorization_mismatch'] as const;

export const authorizationCases: readonly CaseDefinition[] = [
  {
    name: 'begins at an address of the provider with a state of its own, and connects nothing',
    async run(context) {
      const before = await picture(context);
      const { id, url, state, expiresAt } = await begin(context);
      const { protocol, hostname } = new URL(url);
      expect(protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)), `begin: the address is not https: ${protocol}//${hostname}.`);
      // 128 bits take 22 characters of base64.
      expect(state.startsWith(`${id}.`) && state.length >= id.length + 1 + 22, 'begin: the state is not `<id>.<secret>` with a secret of at least 128 bits.');
      expect(!Number.isNaN(Date.parse(expiresAt)), 'begin: expiresAt is not an ISO 8601 time.');
      expect((await begin(context)).state !== state, 'begin: two sign-ins have one state.');
      expectEqual(await picture(context), before, 'list: after two sign-ins were begun');
    },
  },
  {
    name: 'is pending until somebody answers, as its record and the integration say',
    async run(context) {
      const { id, expiresAt } = await begin(context);
      expectEqual([await statusOf(context, id), await statusOf(context, id)], ['pending', 'pending'], 'poll: status, asked twice');
      expectEqual((await observe(context)).authorization, { id, expiresAt }, 'list: authorization of the integration');
    },
  },
  {
    name: 'connects by the answer of the provider, and whoever asks hears of it',
    async run(context) {
      const { id, record } = await signIn(context);
      expectIntegration(record.integration, 'complete: the integration of the record', context.integration);
      expectConnected(record.integration, 'complete');
      const after = await observe(context);
      expectEqual([after.status, after.scheme, after.authorization], [record.integration.status, 'oauth2', null], 'list: status, scheme and authorization after a sign-in');
      expectEqual(await statusOf(context, id), 'completed', 'poll: status after a sign-in');
    },
  },
  {
    name: 'takes an answer once (SR-61)',
    async run(context) {
      const { response } = await signIn(context);
      const before = await picture(context);
      await expectRejection(complete(context, response), used, 'complete: an answer that was taken');
      expectEqual(await picture(context), before, 'list: after an answer came twice');
    },
  },
  {
    name: 'refuses a foreign state, and still takes the right one (SR-61)',
    async run(context) {
      const { state, url } = await begin(context);
      const response = await consentTo(context, url);
      const [id = ''] = state.split('.');
      for (const foreign of [`${id}.${'x'.repeat(32)}`, `${id}.`, `nosuchsignin.${'x'.repeat(32)}`]) {
        await expectRejection(complete(context, { ...response, state: foreign }), used, 'complete: a foreign state');
      }
      expectEqual((await complete(context, response)).status, 'completed', 'complete: the right state after a foreign one');
    },
  },
  {
    name: 'stores nothing when the user does not agree',
    async run(context) {
      const before = await picture(context);
      const { id, url } = await begin(context);
      await expectRejection(complete(context, await consentTo(context, url, 'nobody')), ['authorization_denied'], 'complete: access_denied');
      const record = await poll(context, id);
      expectEqual([record.status, record.problem?.code], ['failed', 'authorization_denied'], 'poll: status and problem after a refusal');
      expectEqual(await picture(context), before, 'list: after a refusal');
      expectEqual((await observe(context)).authorization, null, 'list: authorization after a refusal');
    },
  },
  {
    name: 'shows neither the state nor the code again (SR-3)',
    async run(context) {
      const { id, state, response, record } = await signIn(context);
      const secrets = [state.slice(id.length + 1), 'code' in response ? response.code : ''].filter((one) => one.length >= 8);
      const found = findSecret(asText([record, await poll(context, id), await context.adapter.list(context.call())]), secrets);
      expect(found === null, `authorization: an answer holds ${String(found)} of a sign-in.`);
    },
  },
  {
    name: 'ends a pending sign-in that is cancelled, whose answer is then too late',
    async run(context) {
      const { adapter: { authorization }, call } = context;
      if (!authorization.cancel) return;
      const before = await picture(context);
      const { id, url } = await begin(context);
      const response = await consentTo(context, url);
      await authorization.cancel({ authorization: id }, call());
      expectEqual(await statusOf(context, id), 'cancelled', 'poll: status after it was cancelled');
      await expectRejection(complete(context, response), used, 'complete: after it was cancelled');
      expectEqual([await picture(context), (await observe(context)).authorization], [before, null], 'list: after a sign-in was cancelled');
    },
  },
  {
    name: 'is ended by a disconnect, which no answer undoes (SR-69)',
    async run(context) {
      await signIn(context);
      const { id, url } = await begin(context);
      const response = await consentTo(context, url);
      await context.adapter.disconnect({ integration: context.integration }, context.call());
      await complete(context, response).catch(() => undefined);
      expect((await statusOf(context, id)) !== 'completed', 'poll: a sign-in that a disconnect overtook is completed.');
      expectEqual((await observe(context)).status, 'disconnected', 'list: status after a sign-in that a disconnect overtook');
    },
  },
  {
    name: 'keeps the settings when the same account signs in again (UX-87)',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await signIn(context);
      const { revision } = await observe(context);
      const { configuration } = await adapter.configure({ integration, configuration: fixture.configuration.valid, revision }, call());
      expectEqual((await signIn(context)).record.status, 'completed', 'complete: of the same account');
      expectEqual((await observe(context)).configuration, configuration, 'list: configuration after the same account signed in again');
    },
  },
  {
    name: 'never takes another account by itself, and takes it when that is chosen (SR-65)',
    async run(context) {
      const { adapter: { authorization }, call } = context;
      await signIn(context);
      const { account } = await observe(context);
      const { id, record } = await signIn(context, 'other account');
      expectEqual(record.status, 'needs_choice', 'complete: status when another account signed in');
      expectEqual((await observe(context)).account, account, 'list: account before anybody chose');
      expect(record.choices?.some(({ value }) => value === 'replace'), 'complete: the choices have no "replace".');
      if (!authorization.resolve) return;
      await expectRejection(authorization.resolve({ authorization: id, choice: { account: 'no-such-account' } }, call()), [...used, 'validation_failed', 'bad_request'], 'resolve: what was not offered');
      expectEqual((await authorization.resolve({ authorization: id, choice: 'replace' }, call())).status, 'completed', 'resolve: status after "replace"');
      expect((await observe(context)).account?.id !== account?.id, 'list: the account is the same after it was replaced.');
    },
  },
  {
    name: 'tells another store nothing of a sign-in, and takes nothing from it (SR-43)',
    async run(context) {
      const { otherStore, call } = context;
      if (!otherStore?.authorization) return;
      const { id, url } = await begin(context);
      const response = await consentTo(context, url);
      const unknown = ['not_found', 'authorization_mismatch', 'provider_unknown'] as const;
      await expectRejection(otherStore.authorization.poll({ authorization: id }, call()), unknown, 'poll: from another store');
      await expectRejection(otherStore.authorization.complete({ response }, call()), unknown, 'complete: from another store');
      expectEqual((await complete(context, response)).status, 'completed', 'complete: after another store tried');
    },
  },
  {
    name: 'renews access when asked to, and nothing else changes',
    async run(context) {
      const { adapter: { authorization }, integration, call } = context;
      if (!authorization.refresh) return;
      await signIn(context);
      const before = await picture(context);
      try {
        expectConnected(await authorization.refresh({ integration }, call()), 'refresh');
      } catch (error) {
        // Some providers give access that does not end, so that there is nothing to renew.
        if (!isIntegrationsError(error, 'bad_request')) throw error;
      }
      expectEqual(await picture(context), before, 'list: after access was renewed');
    },
  },
  unknownAddress('begin', ({ adapter, call }, integration) => adapter.authorization.begin({ integration }, call())),
  ...givingUp('begin', async ({ adapter, integration }) => (o) => adapter.authorization.begin({ integration }, o)),
];

async function begin({ adapter, integration, call }: CaseContext): Promise<Authorization> {
  return expectShape(answers.authorization, await adapter.authorization.begin({ integration }, call()), 'begin: the answer is not an Authorization');
}

function consentTo({ consent }: CaseContext, url: string, as: Consent = 'account'): Promise<AuthorizationResponse> {
  return Promise.resolve(consent(url, as));
}

function complete({ adapter, call }: CaseContext, response: AuthorizationResponse): Promise<AuthorizationRecord> {
  return adapter.authorization.complete({ response }, call());
}

async function poll({ adapter, call }: CaseContext, authorization: string): Promise<AuthorizationRecord> {
  return expectShape(answers.authorizationRecord, await adapter.authorization.poll({ authorization }, call()), 'poll: the answer is not an AuthorizationRecord');
}

const statusOf = async (context: CaseContext, id: string) => (await poll(context, id)).status;

/** From the first press to the answer. @throws what `complete` throws. */
async function signIn(context: CaseContext, as: Consent = 'account'): Promise<{ id: string; state: string; response: AuthorizationResponse; record: AuthorizationRecord }> {
  const { id, state, url } = await begin(context);
  const response = await consentTo(context, url, as);
  return { id, state, response, record: expectShape(answers.authorizationRecord, await complete(context, response), 'complete: the answer is not an AuthorizationRecord') };
}
