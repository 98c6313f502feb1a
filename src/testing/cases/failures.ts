import type { CallOptions } from '../../core/adapter.ts';
import { type ErrorCode, errorTable } from '../../core/errors.ts';
import type { CaseContext } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { asText, findSecret } from '../find-secret.ts';
import { secretsOf } from '../secrets-of.ts';

/** Every method of an adapter in trouble says so alike, in words, with the status of the table and without a secret. */
export async function expectFailure(code: ErrorCode, context: CaseContext): Promise<void> {
  const [status] = errorTable[code];
  for (const [method, ask] of questions(context)) {
    const error = await expectRejection(ask(context.call()), [code], `${method}: in trouble`);
    const { problem } = error;
    expect(typeof problem.detail === 'string' && problem.detail.trim() !== '', `${method}: the problem says nothing in words.`);
    expectEqual([problem.code, problem.status], [code, status], `${method}: code and status of the problem`);
    expect(problem.retryAfter === undefined || problem.retryAfter >= 0, `${method}: retryAfter is not a number of seconds: ${String(problem.retryAfter)}.`);
    const found = findSecret(asText(error), secretsOf(context.fixture));
    expect(!found, `${method}: the error holds ${found}.`);
  }
}

function questions({ adapter, integration, fixture }: CaseContext): [string, (o: CallOptions) => Promise<unknown>][] {
  const { credentials, configuration, remoteField: field = 'unknown', manyAccounts, test } = fixture;
  const all: [string, ((o: CallOptions) => Promise<unknown>) | undefined][] = [
    ['list', (o) => adapter.list(o)],
    ['connect', (o) => adapter.connect({ integration, credentials: credentials.valid }, o)],
    ['configure', (o) => adapter.configure({ integration, configuration: configuration.valid, revision: '1' }, o)],
    ['disconnect', (o) => adapter.disconnect({ integration }, o)],
    ['status', adapter.status && ((o) => adapter.status({ integration }, o))],
    ['verify', adapter.verify && ((o) => adapter.verify({ integration, credentials: credentials.valid }, o))],
    ['sendTest', adapter.sendTest && ((o) => adapter.sendTest({ integration, values: test?.values ?? {} }, o))],
    ['options', adapter.options && ((o) => adapter.options({ integration, field, values: credentials.valid }, o))],
    ['impact', adapter.impact && ((o) => adapter.impact({ integration }, o))],
    ['update', adapter.update && ((o) => adapter.update({ integration, label: 'Never', revision: '1' }, o))],
    ['add', adapter.add && ((o) => adapter.add({ provider: manyAccounts ?? integration }, o))],
  ];
  return all.filter((one): one is [string, (o: CallOptions) => Promise<unknown>] => one[1] !== undefined);
}
