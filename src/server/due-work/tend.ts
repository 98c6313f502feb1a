import type { Services } from '../operations/operation.ts';
import type { Chore } from './create-due-work.ts';

/** Milliseconds after which nothing more is begun. */
const patience = 20_000;

/** Does what is due now, once each. What is left after 20 s, or fails, waits for the next time. */
export async function tend(chores: readonly Chore[], { log }: Pick<Services, 'log'>): Promise<void> {
  const begun = performance.now();
  for (const { name, most, next, carryOut } of chores) {
    const done = new Set<string>();
    while (performance.now() - begun < patience) {
      const open = await next(most + done.size);
      const due = open.filter(({ store, id, wait }) => wait <= 0 && !done.has(`${store}/${id}`)).slice(0, most);
      if (due.length === 0) break;
      await Promise.all(due.map(async (one) => {
        done.add(`${one.store}/${one.id}`);
        await carryOut(one, new AbortController().signal).catch(() => log({ level: 'error', event: `${name}.failed`, store: one.store }));
      }));
    }
  }
}
