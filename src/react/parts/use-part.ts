'use client';

import { type Part, useRoot } from '../root/root-context.ts';

/** Names the parts of a component; the same function for the whole root. */
export const usePart = (): Part => useRoot().part;
