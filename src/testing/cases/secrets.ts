import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect } from '../expect.ts';
import { asText, findSecret } from '../find-secret.ts';
import { secretsOf } from '../secrets-of.ts';

export const secretCases: readonly CaseDefinition[] = [
  {
    name: 'answers no secret, nor 8 characters of one, anywhere (SR-1)',
    async run(context) {
      const secrets = secretsOf(context.fixture);
      for (const [what, ask] of tour(context)) {
        const heard = await ask().then(asText, asText);
        const found = findSecret(heard, secrets);
        expect(!found, `${what}: the answer holds ${found}.`);
      }
    },
  },
];

// Every verb once, in an order that has something to tell; failures are listened to as well.
function tour({ adapter, integration, fixture: { credentials, configuration, remoteField = 'unknown', manyAccounts }, call }: CaseContext): [string, () => Promise<unknown>][] {
  const values = credentials.valid;
  const revision = async () => (await adapter.list(call())).find(({ id }) => id === integration)?.revision ?? '';
  const configure = (entered: typeof values) => async () => adapter.configure({ integration, configuration: entered, revision: await revision() }, call());
  const key = crypto.randomUUID();
  const stops: [string, (() => Promise<unknown>) | undefined][] = [
    ['connect (refused)', () => adapter.connect({ integration, credentials: credentials.rejected }, call())],
    ['connect (malformed)', () => adapter.connect({ integration, credentials: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value]])) }, call())],
    ['verify (given)', adapter.verify && (() => adapter.verify({ integration, credentials: values }, call()))],
    ['verify (refused)', adapter.verify && (() => adapter.verify({ integration, credentials: credentials.rejected }, call()))],
    ['connect (of an unknown address)', () => adapter.connect({ integration: 'no-such-provider', credentials: values }, call())],
    ['connect (given up)', () => adapter.connect({ integration, credentials: values }, call({ signal: AbortSignal.abort() }))],
    ['options (before connecting)', adapter.options && (() => adapter.options({ integration, field: remoteField, values }, call()))],
    ['connect', () => adapter.connect({ integration, credentials: values }, call({ idempotencyKey: key }))],
    ['connect (with its key and other credentials)', () => adapter.connect({ integration, credentials: credentials.rejected }, call({ idempotencyKey: key }))],
    ['connect (refused again)', () => adapter.connect({ integration, credentials: credentials.rejected }, call())],
    ['connect (to another destination)', () => adapter.connect({ integration, credentials: { ...values, ...credentials.moved } }, call())],
    ['connect (again)', () => adapter.connect({ integration, credentials: values }, call())],
    ['list', () => adapter.list(call())],
    ['status', adapter.status && (() => adapter.status({ integration }, call()))],
    ['verify (stored)', adapter.verify && (() => adapter.verify({ integration }, call()))],
    ['options', adapter.options && (() => adapter.options({ integration, field: remoteField }, call()))],
    ['options (with unsaved credentials)', adapter.options && (() => adapter.options({ integration, field: remoteField, values: credentials.rejected }, call()))],
    ['add', adapter.add && (() => adapter.add({ provider: manyAccounts ?? integration, label: 'Another' }, call()))],
    ['impact', adapter.impact && (() => adapter.impact({ integration }, call()))],
    ['configure (secrets given as configuration)', configure({ ...configuration.valid, ...values })],
    ['configure (stale)', () => adapter.configure({ integration, configuration: configuration.valid, revision: 'stale' }, call())],
    ['update', adapter.update && (async () => adapter.update({ integration, enabled: false, revision: await revision() }, call()))],
    ['list (afterwards)', () => adapter.list(call())],
    ['disconnect', () => adapter.disconnect({ integration }, call())],
    ['list (disconnected)', () => adapter.list(call())],
    ['disconnect (erasing data)', () => adapter.disconnect({ integration, eraseData: true }, call())],
  ];
  return stops.filter((stop): stop is [string, () => Promise<unknown>] => stop[1] !== undefined);
}
