'use client';

import { type MouseEvent, useEffect, useRef } from 'react';
import { useFormMessages } from '../controls/use-form-messages.ts';
import { usePart } from '../parts/use-part.ts';

/** What the last attempt to submit ran into. */
export interface Summary {
  detail: string | undefined;
  /** `row`: index of the row the problem is in, which its message does not tell. */
  problems: readonly { path: string; message: string; row: string | undefined; linked: boolean }[];
}

/** "There is a problem": takes focus when it appears, and leads to each field. */
export function ErrorSummary({ id, summary, idOf, onReveal }: { id: string; summary: Summary; idOf: (path: string) => string; onReveal: (path: string) => void }) {
  const part = usePart();
  const messages = useFormMessages();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [summary]);
  const go = (event: MouseEvent, path: string) => {
    // Focus is moved by hand: following the fragment would change the host's address.
    event.preventDefault();
    onReveal(path);
  };
  return (
    <div {...part('error-summary')} ref={box} role="alert" tabIndex={-1} aria-labelledby={id}>
      <p id={id}>{messages.problemTitle()}</p>
      {summary.detail && <p>{summary.detail}</p>}
      {summary.problems.length > 0 && (
        <ul>
          {summary.problems.map(({ path, message, row, linked }) => {
            const words = row === undefined ? message : messages.problemInRow({ row: Number(row) + 1, message });
            return <li key={path}>{linked ? <a {...part('link')} href={`#${idOf(path)}`} onClick={(event) => go(event, path)}>{words}</a> : words}</li>;
          })}
        </ul>
      )}
    </div>
  );
}
