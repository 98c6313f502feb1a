'use client';

import { useState } from 'react';
import type { CardState } from '../../client/card-state.ts';
import { isPlain } from '../list/survey.ts';
import { drawIcon } from '../parts/draw-icon.tsx';
import { Detail } from '../root/detail.tsx';
import { useRoot } from '../root/root-context.ts';
import { useIntegration } from '../root/use-integration.ts';
import { CardActions } from './card-actions.tsx';
import { drawLine } from './card-line.tsx';
import { hasNotes } from './has-notes.ts';

/** The shape (and colour) of a state's badge: ring, dot, diamond, square, bars, or a turning arc. */
const tones: Readonly<Record<CardState, string>> = {
  available: 'none', connecting: 'busy', connected: 'ok', unverified: 'warn', needs_reauth: 'bad', failing: 'bad', retrying: 'warn', paused: 'paused', disconnecting: 'busy', unknown: 'unknown',
};

/** The card's parts from top to bottom. The plain ones are drawn in place: a component each would double the cost of a long page. */
export function CardContent({ id }: { id: string }) {
  const root = useRoot();
  const { part } = root;
  const view = useIntegration(id);
  const [open, setOpen] = useState(false);
  const { integration, provider, state, operation, verification, receipt } = view;
  if (!provider) return null;
  const plain = isPlain(state);
  const line = <p {...part('card-line')}>{plain && integration ? drawLine(root, integration, provider) : provider.summary}</p>;
  const Title = `h${root.headingLevel + 2}` as 'h4';
  const account = integration?.label ?? integration?.account?.label;
  return (
    <article {...part('card', { open })} data-provider={provider.id} data-integration={id} data-status={state === 'unknown' ? state : integration?.status} data-state={state} aria-label={provider.name}>
      <header {...part('card-header')}>
        {drawIcon(root, provider)}
        <div>
          <Title {...part('card-title')} tabIndex={-1}>{provider.name}</Title>
          {account && <p {...part('account')} title={account}><bdi>{account}</bdi></p>}
        </div>
      </header>
      <span {...part('badge', { tone: tones[state] })}>{root.messages.badge({ state, by: integration?.updatedBy ?? null })}</span>
      {!plain || operation || verification || receipt || (integration && hasNotes(integration)) ? <Detail draw={({ CardBody }) => <CardBody id={id} view={view} provider={provider} />}>{line}</Detail> : line}
      <CardActions id={id} view={view} provider={provider} open={open} setOpen={setOpen} />
    </article>
  );
}
