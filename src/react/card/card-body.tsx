'use client';

import { useId } from 'react';
import { Heading } from '../parts/heading.tsx';
import { ProviderIcon } from '../parts/provider-icon.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useLazy } from '../root/use-lazy.ts';
import { CardActions } from './card-actions.tsx';
import { CardLine } from './card-line.tsx';
import type { CardPartProps } from './card-part-props.ts';
import { loadCardDetails } from './lazy-parts.ts';
import { tones } from './tones.ts';

/** The card's parts from top to bottom. */
export function CardBody({ id, view, provider }: CardPartProps & { id: string }) {
  const { messages } = useRoot();
  const part = usePart();
  const title = useId();
  const { integration, state } = view;
  const details = useLazy(loadCardDetails, Boolean(view.operation ?? view.verification));
  const account = integration?.label ?? integration?.account?.label;
  return (
    <article {...part('card')} data-provider={provider.id} data-integration={id} data-status={state === 'unknown' ? state : integration?.status} data-state={state} aria-labelledby={title}>
      <header {...part('card-header')}>
        <ProviderIcon provider={provider} />
        <div>
          <Heading id={title} depth={2} part="card-title">{provider.name}</Heading>
          {account && <p {...part('account')} title={account}><bdi>{account}</bdi></p>}
        </div>
      </header>
      <span {...part('badge', { tone: tones[state] })}>{messages.badge({ state, by: integration?.updatedBy ?? null })}</span>
      <CardLine view={view} provider={provider} />
      {details({ id, view, provider })}
      <CardActions id={id} view={view} provider={provider} />
    </article>
  );
}
