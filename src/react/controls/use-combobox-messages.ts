'use client';

import { type ComboboxMessages, comboboxMessages as texts } from '../messages/combobox-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of the search box and chosen entries, with the host's own in their place. */
export function useComboboxMessages(): ComboboxMessages {
  return withOverrides(texts, useRoot().messages);
}
