'use client';

import type { ComponentPropsWithRef } from 'react';
import { useRoot } from '../root/root-context.ts';

/** A link to another site: only https is followed, in a new tab, telling it nothing about this page. */
export function Link({ href, children, ...props }: ComponentPropsWithRef<'a'>) {
  const { components: { Link: Host }, part } = useRoot();
  if (!href?.startsWith('https://')) return <>{children}</>;
  const attributes = { href, target: '_blank', rel: 'noopener noreferrer', ...part('link'), ...props };
  return Host ? <Host {...attributes}>{children}</Host> : <a {...attributes}>{children}</a>;
}
