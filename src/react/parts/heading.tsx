'use client';

import { createElement, type ReactNode } from 'react';
import { useRoot } from '../root/root-context.ts';
import type { PartName } from './part-names.ts';
import { usePart } from './use-part.ts';

/** A heading `depth` levels below the page's own, so that the outline fits into the host's. */
export function Heading({ id, depth, part: name, children }: { id?: string; depth: 0 | 1 | 2; part: PartName; children: ReactNode }) {
  const { headingLevel } = useRoot();
  const part = usePart();
  return createElement(`h${headingLevel + depth}`, { id, ...part(name), ...(depth === 2 && { tabIndex: -1 }) }, children);
}
