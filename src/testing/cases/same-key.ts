import type { CallOptions } from '../../core/adapter.ts';
import type { Integration } from '../../core/integration.ts';
import type { CaseContext, CaseDefinition, FixtureNeed } from '../conformance-case.ts';
import { expectEqual, expectRejection } from '../expect.ts';
import { picture } from '../observe.ts';

type Call = (o: CallOptions) => Promise<Integration>;

/** What every method that changes something promises about its key. `prepare` answers the call, and one with other input. */
export function sameKey(method: string, prepare: (context: CaseContext) => Promise<{ ask: Call; other: Call }>, needs?: FixtureNeed): readonly CaseDefinition[] {
  return [
    {
      name: 'has one effect when the same key arrives twice',
      ...(needs && { needs }),
      async run(context) {
        const { ask } = await prepare(context);
        const idempotencyKey = crypto.randomUUID();
        const first = await ask(context.call({ idempotencyKey }));
        const before = await picture(context);
        const second = await ask(context.call({ idempotencyKey }));
        expectEqual(
          [second.id, second.revision, second.connectedAt],
          [first.id, first.revision, first.connectedAt],
          `${method}: id, revision and connectedAt when the same key is sent again`,
        );
        expectEqual(await picture(context), before, `list: after the same key of ${method} was sent again`);
      },
    },
    {
      name: 'refuses the same key with other input',
      ...(needs && { needs }),
      async run(context) {
        const { ask, other } = await prepare(context);
        const idempotencyKey = crypto.randomUUID();
        await ask(context.call({ idempotencyKey }));
        await expectRejection(other(context.call({ idempotencyKey })), ['idempotency_mismatch'], `${method}: a used key with other input`);
      },
    },
  ];
}
