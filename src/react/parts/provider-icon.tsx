'use client';

import type { ProviderDefinition } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';
import { usePart } from './use-part.ts';

/** The provider's mark on a tile, or its initials; decoration beside its name. */
export function ProviderIcon({ provider }: { provider: ProviderDefinition }) {
  const { Icon } = useRoot().components;
  const part = usePart();
  return (
    <span {...part('icon', { monogram: !provider.icon && !Icon })} aria-hidden="true">
      {Icon ? <Icon provider={provider.id} name={provider.name} /> : provider.icon ? <svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor"><path d={provider.icon.path} /></svg> : monogram(provider.name)}
    </span>
  );
}

/** "Klaviyo" → "K", "Acme Mail" → "AM". */
function monogram(name: string): string {
  return name.split(/\s+/).slice(0, 2).map((word) => [...word][0]?.toLocaleUpperCase('en') ?? '').join('');
}
