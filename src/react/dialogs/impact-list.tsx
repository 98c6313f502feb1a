'use client';

import { useId } from 'react';
import { leftBehind } from '../../core/disconnect-impact.ts';
import type { Integration } from '../../core/integration.ts';
import { usePart } from '../parts/use-part.ts';
import type { AnyForms } from './any-forms.ts';
import { ImpactNote } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { Impact } from './use-impact.ts';

export interface ImpactListProps {
  impact: Impact;
  texts: AnyForms['disconnect'] | undefined;
  /** What proves access now: what becomes of it is said of nothing else. */
  stored: Integration['credentials'];
}

/** What stops (counted now, then what always does) and what stays. */
export function ImpactList({ impact, texts, stored }: ImpactListProps) {
  const messages = useDialogMessages();
  const part = usePart();
  const id = useId();
  const stops = [...new Set([...impact.items, ...(texts?.impact ?? [])])];
  const keeps = [...new Set([...(impact.keeps ?? []), ...(texts?.keeps ?? []), ...leftBehind(texts?.credentials, stored)])];
  return (
    <>
      <div aria-busy={impact.state === 'loading' || impact.state === 'slow'}>
        <p id={`${id}stops`}>{messages.impactTitle()}</p>
        <ul {...part('impact')} aria-labelledby={`${id}stops`}>{stops.map((item) => <li key={item}>{item}</li>)}</ul>
        {impact.state !== 'known' && <ImpactNote state={impact.state} />}
      </div>
      {keeps.length > 0 && (
        <div>
          <p id={`${id}keeps`}>{messages.keepsTitle()}</p>
          <ul {...part('keeps')} aria-labelledby={`${id}keeps`}>{keeps.map((item) => <li key={item}>{item}</li>)}</ul>
        </div>
      )}
    </>
  );
}
