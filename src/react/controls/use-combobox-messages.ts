'use client';

import { type ComboboxMessages, comboboxMessages } from '../messages/combobox-messages.ts';
import { type FormMessages, formMessages } from '../messages/form-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

const texts = { ...formMessages, ...comboboxMessages };

/** The texts of the form, the search box and chosen entries, with the host's own in their place. */
export function useComboboxMessages(): FormMessages & ComboboxMessages {
  return withOverrides(texts, useRoot().messages);
}
