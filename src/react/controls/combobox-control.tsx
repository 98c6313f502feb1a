'use client';

import { useCombobox } from 'downshift';
import { useEffect, useState } from 'react';
import type { FieldOption } from '../../core/field.ts';
import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';
import { Chips } from './chips.tsx';
import { listOf } from './list-of.ts';
import { useComboboxMessages } from './use-combobox-messages.ts';
import type { LoadOptions } from './use-remote-options.ts';

export interface ComboboxProps extends ControlProps {
  options: readonly FieldOption[];
  /** Stands in it while nothing is typed. */
  placeholder: string;
  /** Asks the provider; absent when `options` is all there is. */
  search?: LoadOptions;
}

/** One or several of many choices, found by typing. */
export function ComboboxControl({ id, field, value, onChange, onBlur, readOnly, required, invalid, describedBy, options, placeholder, search }: ComboboxProps) {
  const part = usePart();
  const messages = useComboboxMessages();
  const multiple = field.kind === 'tags' || field.kind === 'choices';
  const chosen = multiple ? listOf(value) : [];
  const [seen, setSeen] = useState<readonly FieldOption[]>([]);
  const labelOf = (one: unknown) => [...seen, ...options].find((option) => option.value === one)?.label ?? (typeof one === 'string' ? one : '');
  const current = multiple ? '' : labelOf(value);
  const [query, setQuery] = useState('');
  const found = useSearch(search, query);
  const items = (found?.items ?? options.filter((option) => matches(option, query))).filter((option) => !chosen.includes(option.value));
  const box = useCombobox<FieldOption>({
    items: [...items],
    inputId: id,
    labelId: `${id}-label`,
    menuId: `${id}-menu`,
    itemToString: (item) => item?.label ?? '',
    selectedItem: null,
    initialInputValue: current,
    isItemDisabled: (item) => item.disabled === true,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setQuery(inputValue);
    },
    stateReducer: (state, { type, changes }) => {
      const { ControlledPropUpdatedSelectedItem, InputBlur, InputKeyDownEscape, InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;
      // The choice is the form's, so downshift sees its own selection undone and would empty the input.
      if (type === ControlledPropUpdatedSelectedItem) return { ...changes, inputValue: state.inputValue };
      if (readOnly) return { ...changes, isOpen: false, inputValue: state.inputValue };
      // What is typed is a search, not a value: leaving restores the choice, emptying the field on purpose takes it away.
      if (type === InputBlur) return { ...changes, inputValue: state.inputValue === '' ? '' : current, selectedItem: null };
      if (type === InputKeyDownEscape) return { ...changes, inputValue: current, selectedItem: null };
      if ((type === InputKeyDownEnter || type === ItemClick) && changes.selectedItem) return { ...changes, inputValue: multiple ? '' : changes.selectedItem.label };
      return changes;
    },
    onStateChange: ({ type, selectedItem }) => {
      const { InputBlur, InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;
      if (type === InputBlur || type === InputKeyDownEnter || type === ItemClick) setQuery('');
      if (selectedItem && !readOnly) {
        setSeen((before) => [...before, selectedItem]);
        onChange(multiple ? [...chosen, selectedItem.value] : selectedItem.value);
      }
    },
  });
  const note = items.length > 0 ? found?.more && messages.choicesMore() : found?.busy ? messages.choicesLoading() : messages.choicesNoMatch({ query });
  const { setInputValue } = box;
  // Options may arrive, or the form may be reset, after the first paint.
  useEffect(() => setInputValue(current), [current, setInputValue]);
  const leave = () => {
    if (!multiple && !required && box.inputValue === '' && value !== undefined && !readOnly) onChange(undefined);
    onBlur();
  };
  return (
    <>
      {multiple && <Chips entries={chosen.map((one) => ({ value: one, label: labelOf(one) }))} readOnly={readOnly} onRemove={(gone) => onChange(chosen.filter((one) => one !== gone))} />}
      <div {...part('control', { combobox: true, open: box.isOpen })}>
        <input {...part('input')} {...box.getInputProps({ onBlur: leave, readOnly, name: id, dir: 'auto', autoComplete: 'off', placeholder })}
          aria-required={required || undefined} aria-invalid={invalid || undefined} aria-describedby={describedBy} />
        <button type="button" {...box.getToggleButtonProps({ 'aria-label': messages.choicesOpen({ label: field.label }) })} {...part('affix', { toggle: true })} />
        <ul {...part('listbox')} {...box.getMenuProps()} hidden={!box.isOpen}>
          {/* eslint-disable jsx-a11y/no-noninteractive-element-to-interactive-role -- a listbox may hold nothing but options */}
          {box.isOpen && items.map((item, index) => (
            <li key={item.value} {...part('option', { active: box.highlightedIndex === index, chosen: item.value === value })} {...box.getItemProps({ item, index })} role="option" aria-selected={item.value === value}>
              {item.label}{item.hint && <small>{item.hint}</small>}
            </li>
          ))}
          {box.isOpen && note && <li {...part('option', { note: true })} role="option" aria-selected="false" aria-disabled="true">{note}</li>}
        </ul>
      </div>
    </>
  );
}

function matches(option: FieldOption, query: string): boolean {
  const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  return plain(`${option.label} ${option.hint ?? ''} ${option.value}`).includes(plain(query.trim()));
}

/** What the provider finds for a query; undefined while nothing is asked of it. */
function useSearch(search: LoadOptions | undefined, query: string): { items: readonly FieldOption[]; busy: boolean; more: boolean } | undefined {
  const [found, setFound] = useState<{ query: string; items: readonly FieldOption[]; more: boolean }>();
  const active = Boolean(search) && query.trim() !== '';
  useEffect(() => {
    if (!search || query.trim() === '') return;
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      void search(query.trim(), undefined, aborter.signal).catch(() => ({ items: [], nextCursor: null }))
        .then(({ items, nextCursor }) => aborter.signal.aborted || setFound({ query, items, more: nextCursor !== null }));
    }, 250);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [search, query]);
  if (!active) return undefined;
  return found?.query === query ? { ...found, busy: false } : { items: [], busy: true, more: false };
}
