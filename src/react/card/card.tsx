'use client';

import { memo } from 'react';
import { useIntegration } from '../root/use-integration.ts';
import { CardBoundary } from './card-boundary.tsx';
import { CardBody } from './card-body.tsx';

export interface CardProps {
  /** Address of the Integration. */
  id: string;
}

/** One Integration: what it is, how it stands, and what can be done. Re-renders only when it changes itself. */
export const Card = memo(function Card({ id }: CardProps) {
  return <CardBoundary id={id}><CardContent id={id} /></CardBoundary>;
});

function CardContent({ id }: CardProps) {
  const view = useIntegration(id);
  return view.provider ? <CardBody id={id} view={view} provider={view.provider} /> : null;
}
