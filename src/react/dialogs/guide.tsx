'use client';

import { useId } from 'react';
import type { GuideStep, ProviderDefinition } from '../../core/provider.ts';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

/** Where the keys are, step by step; stands before the first field. */
export function Guide({ provider, steps }: { provider: ProviderDefinition; steps: readonly GuideStep[] }) {
  const messages = useDialogMessages();
  const part = usePart();
  const id = useId();
  if (steps.length === 0) return null;
  return (
    <section {...part('guide')} aria-labelledby={id}>
      <h3 id={id}>{messages.guideTitle()}</h3>
      <ol>
        {steps.map((step) => (
          <li key={step.title} {...part('guide-step')}>
            <div>
              <b>{step.title}</b> <span>{step.body}</span>
              {step.url && <> <Link href={step.url}>{messages.guideLink({ provider: provider.name })} {messages.opensInNewTab()}</Link></>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
