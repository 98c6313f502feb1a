'use client';

import { type FormEvent, useState } from 'react';
import { isIntegrationsError } from '../../core/errors.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { drawButton } from '../parts/draw-button.tsx';
import { useRoot } from '../root/root-context.ts';
import { useNoteMessages } from './use-note-messages.ts';

export interface RenameProps {
  id: string;
  provider: ProviderDefinition;
  initial: string;
  onClose: () => void;
}

/** Gives an Integration a name of its own, in place. A failed save keeps what was typed; the card says why. */
export function Rename({ id, provider, initial, onClose }: RenameProps) {
  const messages = useNoteMessages();
  const root = useRoot();
  const { client, announce, part } = root;
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);
  const label = messages.cardRenameLabel({ provider: provider.name });

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await client.update(id, { label: name.trim() });
      announce(messages.cardRenamed({ name: name.trim() || provider.name }));
      onClose();
    } catch (error) {
      setBusy(false);
      if (isIntegrationsError(error)) announce(`${provider.name}: ${error.problem.detail}`, 'assertive');
    }
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, from whatever stands within.
    <form {...part('rename')} method="post" onSubmit={(event) => void save(event)} onKeyDown={(event) => {
      if (event.key === 'Escape') onClose();
    }}>
      <input {...part('input')} ref={focusAndSelect} aria-label={label} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      {drawButton(root, { type: 'submit', 'aria-disabled': busy, children: messages.actionSave() })}
      {drawButton(root, { kind: 'quiet', onClick: onClose, children: messages.actionCancel() })}
    </form>
  );
}

function focusAndSelect(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}
