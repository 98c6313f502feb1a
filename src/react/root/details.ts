import { late } from './late.ts';

/** What a page shows when something is out of the ordinary, or after something was pressed: one piece of code, fetched then or when idle. */
export const details = late(() => import('../card/details.ts').then((module) => module.details));

export type Details = typeof import('../card/details.ts').details;
