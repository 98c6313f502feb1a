import type { CallOptions } from '../../core/adapter.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expectEqual, expectRejection, promptly } from '../expect.ts';
import { picture } from '../observe.ts';

/** Brings the backend into a state in which the call would succeed, and answers the call. */
type Prepare = (context: CaseContext) => Promise<(o: CallOptions) => Promise<unknown>>;

/** What every method promises about its signal: nothing begins after an abort, and nobody waits for what was given up. */
export function givingUp(method: string, prepare: Prepare): readonly CaseDefinition[] {
  return [
    {
      name: 'rejects with aborted when the caller had given up before, and changes nothing',
      async run(context) {
        const ask = await prepare(context);
        const before = await picture(context);
        await expectRejection(ask(context.call({ signal: AbortSignal.abort() })), ['aborted'], `${method}: with an aborted signal`, promptly);
        // Browsers and Node abort with another reason here, which a fetch passes on as it is.
        const late = AbortSignal.abort(new DOMException('The deadline has passed.', 'TimeoutError'));
        await expectRejection(ask(context.call({ signal: late })), ['aborted'], `${method}: after its deadline`, promptly);
        expectEqual(await picture(context), before, `list: after a call of ${method} that was given up before it began`);
      },
    },
    {
      name: 'rejects with aborted when the caller gives up on the way',
      async run(context) {
        const ask = await prepare(context);
        const controller = new AbortController();
        const answer = ask(context.call({ signal: controller.signal }));
        controller.abort();
        await expectRejection(answer, ['aborted'], `${method}: given up on the way`, promptly);
      },
    },
  ];
}
