'use client';

import { type FormEvent, useState } from 'react';
import { isIntegrationsError } from '../../core/errors.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

/** Gives an Integration a name of its own, in place. A failed save keeps what was typed; the card says why. */
export function Rename({ id, provider, initial, onClose }: { id: string; provider: ProviderDefinition; initial: string; onClose: () => void }) {
  const messages = useDetailMessages();
  const { client, announce } = useRoot();
  const part = usePart();
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
      <Button type="submit" aria-disabled={busy}>{messages.actionSave()}</Button>
      <Button kind="quiet" onClick={onClose}>{messages.actionCancel()}</Button>
    </form>
  );
}

function focusAndSelect(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}
