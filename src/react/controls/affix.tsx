'use client';

import { usePart } from '../parts/use-part.ts';

/** The unit behind an input; the input names it as part of its description. */
export function Affix({ id, unit }: { id: string; unit: string | undefined }) {
  const part = usePart();
  return unit ? <span {...part('affix')} id={`${id}-unit`}>{unit}</span> : null;
}
