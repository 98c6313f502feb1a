'use client';

import { type ControlMessages, controlMessages } from '../messages/control-messages.ts';
import { type FormMessages, formMessages } from '../messages/form-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

const texts = { ...formMessages, ...controlMessages };

/** The texts of the form and of its rarer controls, with the host's own in their place. */
export function useControlMessages(): FormMessages & ControlMessages {
  return withOverrides(texts, useRoot().messages);
}
