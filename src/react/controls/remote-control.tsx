'use client';

import { useEffect, useRef } from 'react';
import type { FieldOption } from '../../core/field.ts';
import { usePart } from '../parts/use-part.ts';
import { Button } from '../parts/button.tsx';
import { Link } from '../parts/link.tsx';
import type { ControlProps } from '../root/root-context.ts';
import { CheckboxesControl } from './checkboxes-control.tsx';
import { LazyCombobox } from './lazy-combobox.tsx';
import { listOf } from './list-of.ts';
import { SelectControl } from './select-control.tsx';
import { useComboboxMessages } from './use-combobox-messages.ts';
import { useControlMessages } from './use-control-messages.ts';
import { type LoadOptions, searchFrom, useRemoteOptions } from './use-remote-options.ts';

export interface RemoteProps extends ControlProps {
  load: LoadOptions;
  /** Changes when the choices have to be loaded again. */
  dependencies: string;
  /** Labels of the fields the choices depend on that are still blank; `''` when none is. */
  awaited: string;
  /** The credentials may not ask for them. */
  lacking: boolean;
  /** Name of the provider the choices come from. */
  provider: string;
}

/** Choices that come from the provider: a plain list while they are few, a search when they are many. */
export function RemoteControl({ load, dependencies, awaited, lacking, provider, ...props }: RemoteProps) {
  const part = usePart();
  const messages = useControlMessages();
  const { choicesLoading } = useComboboxMessages();
  const { id, field, value } = props;
  const { label } = field;
  const multiple = field.kind === 'tags' || field.kind === 'choices';
  const chosen = multiple ? listOf(value) : typeof value === 'string' && value ? [value] : [];
  const [{ phase, items, complete, detail }, reload] = useRemoteOptions(load, dependencies, chosen);
  const known = new Set(items.map((item) => item.value));
  const unlisted = chosen.filter((one) => !known.has(one)).map((one): FieldOption => ({ value: one, label: phase === 'ready' && complete && !awaited ? messages.choiceDeleted({ provider, value: one }) : one }));
  const options = [...unlisted, ...items];
  const none = !lacking && phase === 'ready' && items.length === 0;
  const note = phase === 'failed' ? (detail ?? messages.choicesFailed({ provider })) : none ? (awaited ? messages.choicesAwait({ label: awaited }) : messages.choicesNone({ provider, label })) : undefined;
  const only = phase === 'ready' && complete && !awaited && items.length === 1 ? items[0] : undefined;
  const { required, readOnly, onChange } = props;
  const preselected = useRef(false);
  useEffect(() => {
    // Once: whoever empties it again means it.
    if (!only || only.disabled || preselected.current || !required || readOnly || chosen.length > 0) return;
    preselected.current = true;
    onChange(multiple ? [only.value] : only.value);
  });
  const wired = { ...props, describedBy: [props.describedBy, note && `${id}-remote`].filter(Boolean).join(' ') || undefined };
  const again = () => {
    // The button goes when the choices come; focus waits for them in the control.
    document.getElementById(id)?.focus();
    reload();
  };

  const select = <SelectControl {...wired} value={multiple ? '' : value} options={multiple ? [] : options} busy={phase === 'loading'} {...(phase === 'loading' ? { prompt: choicesLoading() } : {})} />;
  return (
    <>
      {items.length > searchFrom || (items.length > 0 && !complete)
        ? <LazyCombobox {...wired} options={options} {...(complete ? {} : { search: load })} />
        : multiple && options.length > 0 ? <CheckboxesControl {...wired} options={options} /> : select}
      {note && (
        <div {...part('warning', { remote: phase })}>
          <p id={`${id}-remote`}>{note}{none && !awaited && field.createUrl && <> <Link href={field.createUrl}>{messages.choicesCreate({ provider })}</Link></>}</p>
          {!(none && awaited) && <Button onClick={again} aria-label={phase === 'failed' ? messages.choicesRetryLabel({ label }) : messages.choicesReloadLabel({ label })}>{phase === 'failed' ? messages.choicesRetry() : messages.choicesReload()}</Button>}
        </div>
      )}
    </>
  );
}
