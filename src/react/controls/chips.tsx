'use client';

import { usePart } from '../parts/use-part.ts';
import { useComboboxMessages } from './use-combobox-messages.ts';

/** Chosen entries, each with a button that takes it away. */
export function Chips({ entries, onRemove, readOnly }: { entries: readonly { value: string; label: string }[]; onRemove: (value: string) => void; readOnly: boolean }) {
  const part = usePart();
  const messages = useComboboxMessages();
  if (entries.length === 0) return null;
  return (
    <ul {...part('choice', { chips: true })}>
      {entries.map(({ value, label }) => (
        <li key={value} {...part('tag')}>
          <bdi>{label}</bdi>
          {!readOnly && <button type="button" aria-label={messages.tagRemove({ tag: label })} onClick={() => onRemove(value)}>×</button>}
        </li>
      ))}
    </ul>
  );
}
