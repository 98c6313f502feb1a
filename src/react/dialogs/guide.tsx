'use client';

import { useId } from 'react';
import type { GuideStep } from '../../core/provider.ts';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

/** Where the keys are, step by step; stands before the first field. */
export function Guide({ steps }: { steps: readonly GuideStep[] }) {
  const messages = useDialogMessages();
  const part = usePart();
  const id = useId();
  if (steps.length === 0) return null;
  return (
    <section {...part('guide')} aria-labelledby={id}>
      <h3 id={id}>{messages.guideTitle()}</h3>
      <ol>
        {steps.map(({ title, body, url }) => {
          // Two steps may lead to one site: to whom hears the link alone, its step tells them apart.
          const site = /^https:\/\/([^/:?#]+)/.exec(url ?? '')?.[1];
          const name = site && messages.guideLink({ site });
          return (
            <li key={title} {...part('guide-step')}>
              <div>
                <b>{title}</b> <span>{body}</span>
                {name && <> <Link href={url} aria-label={`${name} ${messages.opensInNewTab()}: ${title}`}>{name}</Link></>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
