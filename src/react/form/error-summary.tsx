'use client';

import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { mistakeMessages } from '../messages/mistake-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';
import { openAround, orderOnPage, reveal } from './reveal.ts';

/** What the last attempt to submit ran into, by dotted path. */
export interface Summary {
  detail: string | undefined;
  problems: Readonly<Record<string, string>>;
}

/** "There is a problem": takes focus when it appears, and leads to each field, in the order of the page. What has no field here comes last. */
export function ErrorSummary({ id, summary: { detail, problems }, idOf }: { id: string; summary: Summary; idOf: (path: string) => string }) {
  const { part, messages: own } = useRoot();
  const messages = withOverrides(mistakeMessages, own);
  const box = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => {
    const elementOf = (path: string) => document.getElementById(idOf(path));
    const linked = Object.keys(problems).filter(elementOf).sort((one, other) => orderOnPage(elementOf(one), elementOf(other)));
    return [...new Set([...linked, ...Object.keys(problems)])].map((path, at) => ({ path, element: at < linked.length ? elementOf(path) : null }));
  }, [problems, idOf]);
  useEffect(() => {
    for (const { element } of entries) if (element) openAround(element);
    box.current?.focus();
  }, [entries]);
  const go = (event: MouseEvent, path: string) => {
    // Focus is moved by hand: following the fragment would change the host's address.
    event.preventDefault();
    reveal(idOf(path));
  };
  return (
    <div {...part('error-summary')} ref={box} role="alert" tabIndex={-1} aria-labelledby={id}>
      <p id={id}>{messages.problemTitle()}</p>
      {detail && <p>{detail}</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(({ path, element }) => {
            // Index of the row the problem is in, which its message does not tell.
            const row = /.*\.(\d+)(?:\.|$)/.exec(path)?.[1];
            const message = problems[path] ?? '';
            const words = row === undefined ? message : messages.problemInRow({ row: Number(row) + 1, message });
            return <li key={path}>{element ? <a {...part('link')} href={`#${idOf(path)}`} onClick={(event) => go(event, path)}>{words}</a> : words}</li>;
          })}
        </ul>
      )}
    </div>
  );
}
