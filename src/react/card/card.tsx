'use client';

import { memo } from 'react';
import { CardBoundary } from './card-boundary.tsx';
import { CardContent } from './card-content.tsx';

export interface CardProps {
  /** Address of the Integration. */
  id: string;
}

/** One Integration: what it is, how it stands, and what can be done. Re-renders only when it changes itself. */
export const Card = memo(function Card({ id }: CardProps) {
  return <CardBoundary id={id}><CardContent id={id} /></CardBoundary>;
});
