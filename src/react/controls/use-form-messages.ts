'use client';

import { type FormMessages, formMessages as texts } from '../messages/form-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The form's texts with the host's own in their place. */
export function useFormMessages(): FormMessages {
  return withOverrides(texts, useRoot().messages);
}
