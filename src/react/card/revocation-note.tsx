'use client';

import { useEffect } from 'react';
import { revocationMessages } from '../messages/revocation-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { Link } from '../parts/link.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { useRoot } from '../root/root-context.ts';
import type { CardNotesProps } from './card-notes-props.ts';
import { Note } from './note.tsx';

/** Milliseconds between two looks at whether it is done: it mostly is at once, and the next try after a failure follows within half a minute. */
const looks = [1_500, 5_000, 15_000, 30_000];

/** What became of the access at the provider after a disconnect (UX-85): under way, or left to a person. */
export function RevocationNote({ integration: { id, revocation, accessUrl }, provider: { name }, words: { actionDismiss, pageOpensNewTab } }: CardNotesProps) {
  const { client, announce, part, messages: own } = useRoot();
  const messages = withOverrides(revocationMessages, own);
  const pending = revocation === 'pending';

  useEffect(() => {
    if (!pending) return;
    let count = 0;
    const next = () => setTimeout(() => {
      // Nobody reads what is hidden; it is looked at again once it is seen.
      if (!document.hidden) void client.load();
      timer = next();
    }, looks[Math.min(count++, looks.length - 1)]);
    let timer = next();
    return () => clearTimeout(timer);
  }, [client, pending]);

  if (pending) return <p {...part('card-note')}><Spinner /> {messages.revocationPending({ provider: name })}</p>;
  const dismiss = async (button: HTMLElement) => {
    const title = button.closest('[data-integration]')?.querySelector<HTMLElement>('[data-part="card-title"]');
    try {
      await client.update(id, { revocation: 'none' });
      announce(messages.revocationNoted({ provider: name }));
      // The button is gone with the note.
      title?.focus();
    } catch {
      // The card says why.
    }
  };
  const byHand = messages.revocationByHand({ provider: name });
  return (
    <Note name={name} actions={client.capabilities.has('update') ? [[actionDismiss(), (button) => void dismiss(button)]] : []}>
      <strong>{messages.revocationFailed({ provider: name })}</strong> {messages.revocationFailedMore()} {accessUrl && <Link href={accessUrl} aria-label={`${byHand} (${pageOpensNewTab()})`}>{byHand}</Link>}
    </Note>
  );
}
