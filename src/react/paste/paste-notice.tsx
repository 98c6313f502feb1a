'use client';

import { type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { hintOf } from '../../core/hint-of.ts';
import type { Values } from '../../core/integration.ts';
import { withValueAt } from '../dialogs/with-value-at.ts';
import type { FormEngine } from '../form/form-engine.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { fieldId } from '../form/use-field.ts';
import { useValue } from '../form/use-value.ts';
import { pasteMessages } from '../messages/paste-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { Advice, Placement } from './place-paste.ts';

export interface PasteNoticeProps {
  engine: FormEngine;
  handle: FormHandle;
  advice: Advice;
  /** The field pasted into, and what it and the others held before. */
  path: string;
  before: unknown;
  present: Readonly<Record<string, string | undefined>>;
  onClose: () => void;
}

/** What was found in pasted text, each value with the field it belongs to. Nothing is done before a button says so, and all of it can be undone. */
export function PasteNotice({ engine, handle, advice, path, before, present, onClose }: PasteNoticeProps) {
  const { placements, moved, swap, several } = advice;
  const root = useRoot();
  const part = usePart();
  const messages = withOverrides(pasteMessages, root.messages);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const error = useValue(() => engine.error(path), path);
  const value = useValue(() => engine.value(path), path);
  const [landed] = useState(value);
  const [filled, setFilled] = useState<readonly string[]>([]);
  const [earlier, setEarlier] = useState<Values | null>(null);
  const list = new Intl.ListFormat(root.locale, { type: 'conjunction' });

  const [first] = placements;
  const title = moved && first ? messages[swap ? 'pasteExchanged' : 'pasteLooksLike']({ label: first.field.label })
    : placements.length > 1 ? messages.pasteFound({ count: placements.length })
    : first ? messages.pasteFoundOne({ label: first.field.label })
    : undefined;
  const said = [title, advice.sentence, several.length > 0 ? messages.pasteSeveral({ labels: list.format(several) }) : undefined].filter((text) => text !== undefined);
  const open = placements.filter(({ field }) => !filled.includes(field.path));

  // Once, when it appears.
  const { announce } = root;
  const words = said.join(' ');
  const told = useRef(false);
  useEffect(() => {
    if (!told.current) announce(messages.pasteSaid({ text: words }));
    told.current = true;
  }, [announce, messages, words]);

  // The pressed button goes away: focus goes on to the next one.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn > 0) box.current?.querySelector('button')?.focus();
  }, [turn]);

  const put = (values: Readonly<Record<string, unknown>>) => handle.setValues(Object.entries(values).reduce<Values>((all, [at, value]) => withValueAt(all, at, value), {}));
  const fill = (some: readonly Placement[]) => {
    const next: Record<string, unknown> = Object.fromEntries(some.map(({ field, value }) => [field.path, value]));
    if (!earlier) {
      setEarlier(Object.fromEntries([path, ...placements.map(({ field }) => field.path)].map((at) => [at, engine.value(at)])));
      // What was pasted has been taken apart: the field gets back what it held.
      if (!(path in next) && !advice.stays) next[path] = swap && first ? present[first.field.path] : before;
    }
    put(next);
    const all = [...filled, ...some.map(({ field }) => field.path)];
    setFilled(all);
    setTurn(turn + 1);
    announce(messages.pasteDone({ labels: list.format(some.map(({ field }) => field.label)) }));
  };
  const undo = () => {
    put(earlier ?? {});
    setEarlier(null);
    setFilled([]);
    setTurn(turn + 1);
    announce(messages.pasteUndone());
  };
  const close = () => {
    document.getElementById(fieldId(engine.props.current.id, path))?.focus();
    onClose();
  };

  // Nothing but a sentence, which the field has come to say itself, or which is about a value that is gone.
  const onlySaid = placements.length === 0 && several.length === 0;
  if (onlySaid && (advice.sentence === error || value !== landed)) return null;
  const done = placements.length > 0 && open.length === 0;
  return (
    <div {...part('paste')} ref={box} role="group" aria-labelledby={id}>
      <div id={id}>
        {done ? <p>{messages.pasteDone({ labels: list.format(placements.map(({ field }) => field.label)) })}</p> : said.map((text) => <p key={text}>{text}</p>)}
      </div>
      {!moved && !done && placements.length > 0 && (
        <ul>
          {placements.map((placement) => {
            const { field, value } = placement;
            return (
              <li key={field.path} {...part('paste-item')}>
                <div>
                  <b>{field.label}</b> <span dir="auto">{field.secret ? messages.pasteSecret({ hint: hintOf(value) }) : <code>{shortened(value)}</code>}</span>
                  {field.path !== path && present[field.path] !== undefined && <> <span data-replaces="">{messages.pasteReplaces()}</span></>}
                </div>
                {filled.includes(field.path) ? <span>{messages.pasteFilled()}</span> : <Button onMouseDown={stay} aria-label={messages.pasteFillLabel({ label: field.label })} onClick={() => fill([placement])}>{messages.pasteFill()}</Button>}
              </li>
            );
          })}
        </ul>
      )}
      {!onlySaid && <div data-actions="">
        {moved && !done && first && <Button onMouseDown={stay} onClick={() => fill(placements)}>{messages[swap ? 'pasteExchange' : 'pasteMove']({ label: first.field.label })}</Button>}
        {open.length > 1 && <Button onMouseDown={stay} onClick={() => fill(open)}>{messages.pasteFillAll()}</Button>}
        {earlier && <Button onMouseDown={stay} onClick={undo}>{messages.pasteUndo()}</Button>}
        <Button kind="quiet" onMouseDown={stay} onClick={close}>{earlier ? messages.pasteClose() : messages.pasteKeep()}</Button>
      </div>}
    </div>
  );
}

// The field keeps focus while a button is pressed: leaving it may show what is wrong, and move the button away from under the pointer.
function stay(event: MouseEvent): void {
  event.preventDefault();
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 18)}…${value.slice(-8)}` : value;
}
