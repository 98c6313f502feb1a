'use client';

import { useMemo } from 'react';
import { type ComboboxMessages, comboboxMessages } from '../messages/combobox-messages.ts';
import { type FormMessages, formMessages } from '../messages/form-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of the form, the search box and chosen entries, with the host's own in their place. */
export function useComboboxMessages(): FormMessages & ComboboxMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...formMessages, ...comboboxMessages, ...messages }), [messages]);
}
