import { late } from '../root/late.ts';

/** Signing in with an app of the merchant's own; its code is fetched once somebody asks for it. */
export const laterOwnApp = late(() => import('./own-app.tsx').then((module) => module.OwnApp));
