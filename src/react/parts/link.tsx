'use client';

import type { ComponentPropsWithRef } from 'react';
import { useRoot } from '../root/root-context.ts';
import { usePart } from './use-part.ts';

/** A link to another site: only https is followed, in a new tab, telling it nothing about this page. */
export function Link({ href, children, ...props }: ComponentPropsWithRef<'a'>) {
  const { Link: Host } = useRoot().components;
  const part = usePart();
  if (!href?.startsWith('https://')) return <>{children}</>;
  const attributes = { href, target: '_blank', rel: 'noopener noreferrer', ...part('link'), ...props };
  return Host ? <Host {...attributes}>{children}</Host> : <a {...attributes}>{children}</a>;
}
