'use client';

import type { ReactNode } from 'react';
import { useRoot } from '../root/root-context.ts';
import type { PartName } from './part-names.ts';

/** A heading `depth` levels below the page's own, so that the outline fits into the host's. */
export function Heading({ depth, part: name, children }: { depth: 0 | 1; part: PartName; children: ReactNode }) {
  const { headingLevel, part } = useRoot();
  const Tag = `h${headingLevel + depth}` as 'h2';
  return <Tag {...part(name)}>{children}</Tag>;
}
