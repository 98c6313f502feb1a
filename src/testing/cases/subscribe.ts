import type { Integration } from '../../core/integration.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expectEqual, inTime, patience } from '../expect.ts';
import { expectIntegration, observe } from '../observe.ts';

export const subscribeCases: readonly CaseDefinition[] = [
  {
    name: 'tells of a change made elsewhere, as the list shows it',
    async run(context) {
      const { heard, next } = listen(context);
      await context.changeElsewhere(context.integration);
      const told = await inTime(next, patience, 'subscribe: after a change elsewhere');
      expectIntegration(told, 'subscribe', context.integration);
      expectEqual(told.revision, (await observe(context)).revision, 'subscribe: revision of what was told');
      expectEqual(heard.length, 1, 'subscribe: times one change was told');
    },
  },
  {
    name: 'tells nobody who has ended it, and all others still',
    async run(context) {
      const first = listen(context);
      const second = listen(context);
      first.end();
      // Twice, as a component does that is taken down and up again.
      first.end();
      await context.changeElsewhere(context.integration);
      await inTime(second.next, patience, 'subscribe: after somebody else ended theirs');
      expectEqual(first.heard.length, 0, 'subscribe: times somebody was told who had ended it');
    },
  },
];

function listen({ adapter, integration }: CaseContext): { heard: readonly Integration[]; next: Promise<Integration>; end: () => void } {
  const heard: Integration[] = [];
  let end = () => {};
  const next = new Promise<Integration>((resolve) => {
    end = adapter.subscribe((one) => {
      if (one.id !== integration) return;
      heard.push(one);
      resolve(one);
    });
  });
  return { heard, next, end };
}
