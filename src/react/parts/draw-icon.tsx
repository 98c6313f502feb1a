import type { ProviderDefinition } from '../../core/provider.ts';
import type { RootContextValue } from '../root/root-context.ts';

/** The provider's mark on a tile, or its initials, without a component of its own; decoration beside its name. */
export function drawIcon({ components: { Icon }, part }: RootContextValue, { id, name, icon }: ProviderDefinition) {
  return (
    <span {...part('icon', { monogram: !icon && !Icon })} aria-hidden="true">
      {Icon ? <Icon provider={id} name={name} /> : icon ? <svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor"><path d={icon.path} /></svg> : monogram(name)}
    </span>
  );
}

/** "Klaviyo" → "K", "Acme Mail" → "AM". */
function monogram(name: string): string {
  return name.split(/\s+/).slice(0, 2).map((word) => [...word][0]?.toLocaleUpperCase('en') ?? '').join('');
}
