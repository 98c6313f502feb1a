'use client';

import { createElement, type ReactNode } from 'react';
import { useRoot } from '../root/root-context.ts';
import type { PartName } from './part-names.ts';
import { usePart } from './use-part.ts';

/** A heading `depth` levels below the page's own, so that the outline fits into the host's. */
export function Heading({ depth, part: name, children }: { depth: 0 | 1; part: PartName; children: ReactNode }) {
  return createElement(`h${useRoot().headingLevel + depth}`, usePart()(name), children);
}
