import { type ErrorCode, errorTable } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { expectNoCredentials, observe } from '../observe.ts';

/** Credentials of which the fixture knows how they end. */
export function failingConnectCase(code: ErrorCode, credentials: Values): CaseDefinition {
  return {
    name: `says ${code} where that is the reason, and stores nothing`,
    async run(context) {
      const { adapter, integration, call } = context;
      const before = await observe(context);
      const { problem } = await expectRejection(adapter.connect({ integration, credentials }, call()), [code], `connect: with credentials that end in ${code}`);
      expectEqual(problem.status, errorTable[code][0], 'connect: status of the problem');
      expect(problem.detail.trim() !== '', 'connect: the problem says nothing in words.');
      const after = await observe(context);
      expectEqual([after.status, after.revision], [before.status, before.revision], `list: status and revision after ${code}`);
      expectNoCredentials(after, `list: after ${code}`);
    },
  };
}
