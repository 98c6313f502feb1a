'use client';

import { type ComponentType, memo, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { fieldsOfRow } from '../../core/fields-of-row.ts';
import { useRarerMessages } from '../controls/use-rarer-messages.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { describedBy, useFieldShell } from './field-shell.tsx';
import { focusFirst } from './focus-first.ts';
import { keyOfRow } from './row-keys.ts';
import { useField } from './use-field.ts';
import { useValue } from './use-value.ts';

interface Removed {
  row: unknown;
  index: number;
}

/** Draws one member of a row; passed in, because members may be rows again. */
type Item = ComponentType<{ field: FieldDescriptor }>;

/** A list of objects: each row its own group, rows added at the end, a removed one offered back where it stood. */
export function RowsField({ field, item }: { field: FieldDescriptor; item: Item }) {
  const { engine, readOnly, lacks, id, error } = useField(field);
  const { path, label, fields = [], constraints: { maxLength = Infinity } } = field;
  const value = useValue(() => engine.value(path), path);
  const { announce } = useRoot();
  const part = usePart();
  const messages = useRarerMessages();
  const [removed, setRemoved] = useState<readonly Removed[]>([]);
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const last = removed.at(-1);
  const show = (next: readonly unknown[], offered: readonly Removed[], focus: number) => {
    flushSync(() => {
      engine.arrange(path, next);
      setRemoved(offered);
    });
    if (!focusFirst(document.getElementById(`${id}-${focus}`))) document.getElementById(`${id}-add`)?.focus();
  };
  const add = () => show([...rows, engine.blankRow(fields)], removed, rows.length);
  const remove = (index: number) => {
    show(rows.filter((_, at) => at !== index), [...removed, { row: rows[index], index }], index);
    announce(messages.rowRemovedSaid({ label, row: index + 1 }));
  };
  const undo = () => last && show([...rows.slice(0, last.index), last.row, ...rows.slice(last.index)], removed.slice(0, -1), Math.min(last.index, rows.length));
  const offer = last && !readOnly && (
    <p key="undo" {...part('row', { removed: true })}>
      {messages.rowRemoved({ row: last.index + 1 })} <Button kind="quiet" aria-label={messages.rowUndoLabel({ label, row: last.index + 1 })} onClick={undo}>{messages.rowUndo()}</Button>
    </p>
  );
  const drawn = rows.map((row, index) => <Row key={keyOfRow(row, index)} list={field} index={index} item={item} onRemove={remove} />);
  if (offer) drawn.splice(last.index, 0, offer);
  return useFieldShell({ field, id, control: 'rows', required: field.required, error, lacks, group: true }, (
    <div {...part('rows', { short: isShort(fields) })} id={id} role="group" tabIndex={-1} aria-labelledby={`${id}-label`} aria-describedby={describedBy(field, id, error, false, lacks)}>
      {drawn}
      {rows.length === 0 && !offer && <p {...part('empty')}>{messages.rowsNone()}</p>}
      {!readOnly && (rows.length < maxLength
        ? <Button id={`${id}-add`} aria-label={messages.rowAddLabel({ label })} onClick={add}>{messages.rowAdd()}</Button>
        : <p {...part('help')}>{messages.rowsFull({ count: maxLength })}</p>)}
    </div>
  ));
}

interface RowProps {
  list: FieldDescriptor;
  index: number;
  item: Item;
  onRemove: (index: number) => void;
}

const Row = memo(function Row({ list, index, item: DrawItem, onRemove }: RowProps) {
  const { engine, readOnly, id: listId } = useField(list);
  const path = `${list.path}.${index}`;
  const id = `${listId}-${index}`;
  const error = useValue(() => engine.error(path), path);
  const fields = useMemo(() => fieldsOfRow(list, index), [list, index]);
  const part = usePart();
  const messages = useRarerMessages();
  const { label } = list;
  return (
    <fieldset {...part('row', { invalid: Boolean(error) })} id={id} tabIndex={-1} aria-describedby={error && `${id}-error`}>
      <legend {...part('label')}>{messages.rowTitle({ row: index + 1 })}</legend>
      <div>{fields.map((field) => <DrawItem key={field.key} field={field} />)}</div>
      {!readOnly && <Button kind="icon" aria-label={messages.rowRemoveLabel({ label, row: index + 1 })} onClick={() => onRemove(index)}><span aria-hidden="true">×</span></Button>}
      {error && <p {...part('error')} id={`${id}-error`}>{error}</p>}
    </fieldset>
  );
});

/** Few enough simple members to stand beside each other, as in a table. */
function isShort(fields: readonly FieldDescriptor[]): boolean {
  return fields.length <= 3 && fields.every(({ kind, control, showWhen }) => ['text', 'number', 'choice'].includes(kind) && control !== 'textarea' && control !== 'radio' && control !== 'schedule' && !showWhen);
}
