'use client';

import { isPlain } from '../list/survey.ts';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { CardDetails } from './card-details.tsx';
import { drawLine } from './card-line.tsx';
import type { CardPartProps } from './card-part-props.ts';
import { TroubleLine } from './trouble-line.tsx';

/** What stands between the badge and the buttons of a card on which something is out of the ordinary. */
export function CardBody({ id, view, provider }: CardPartProps & { id: string }) {
  const root = useRoot();
  const part = usePart();
  const { integration, state } = view;
  return (
    <>
      <p {...part('card-line')}>{isPlain(state) && integration ? drawLine(root, integration, provider) : <TroubleLine view={view} provider={provider} />}</p>
      <CardDetails id={id} view={view} provider={provider} />
    </>
  );
}
