import { broken, type BrokenAdapter } from './broken.ts';

/** Broken in `subscribe`. */
export const brokenNews: readonly BrokenAdapter[] = [
  broken('tells of a change with the state before it', 'subscribe: tells of a change made elsewhere, as the list shows it', (good) => ({
    subscribe: (listener) => good.subscribe((one) => listener({ ...one, revision: '0' })),
  })),
  broken('tells of one change twice', 'subscribe: tells of a change made elsewhere, as the list shows it', (good) => ({
    subscribe: (listener) =>
      good.subscribe((one) => {
        listener(one);
        listener(one);
      }),
  })),
  broken('tells also who has ended it', 'subscribe: tells nobody who has ended it, and all others still', (good) => ({
    subscribe: (listener) => {
      good.subscribe(listener);
      return () => {};
    },
  })),
];
