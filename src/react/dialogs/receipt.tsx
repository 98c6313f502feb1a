'use client';

import { useId } from 'react';
import type { TestReceipt } from '../../core/test-event.ts';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { DialogParts } from './dialog-parts.ts';
import { useTestMessages } from './use-test-messages.ts';

/** What a test came to, in the provider's words and in full; stays until the next. */
export function Receipt({ receipt, provider, parts: { showWhole, useDialogMessages } }: { receipt: TestReceipt; provider: string; parts: DialogParts }) {
  const { locale } = useRoot();
  const messages = { ...useDialogMessages(), ...useTestMessages() };
  const part = usePart();
  const id = useId();
  const { outcome, verdict, sentAt, unproven, link, request, answer } = receipt;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(sentAt));
  const text = (name: string, content: string) => (
    <figure>
      <figcaption id={`${id}${name}`}>{name}</figcaption>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} role="group" aria-labelledby={`${id}${name}`}><code>{content}</code></pre>
    </figure>
  );
  return (
    <section {...part('receipt', { outcome })} aria-labelledby={id} ref={showWhole}>
      <h3 id={id}>{verdict}</h3>
      <p><time dateTime={sentAt}>{messages.receiptSent({ time })}</time></p>
      {unproven.length > 0 && <><h4>{messages.receiptUnproven()}</h4><ul>{unproven.map((one) => <li key={one}>{one}</li>)}</ul></>}
      {link && <p><Link href={link.url}>{link.label} <span aria-hidden="true">↗</span><span data-hint=""> {messages.opensInNewTab()}</span></Link></p>}
      <details>
        <summary>{messages.receiptDetails()}</summary>
        {text(messages.receiptRequest(), [`${request.method} ${request.url}`, request.body].filter(Boolean).join('\n\n'))}
        {answer ? text(messages.receiptAnswer({ provider, status: answer.status }), answer.body || '–') : <p>{messages.receiptNoAnswer({ provider })}</p>}
      </details>
    </section>
  );
}
