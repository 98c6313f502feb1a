'use client';

import { useMemo } from 'react';
import { type ControlMessages, controlMessages } from '../messages/control-messages.ts';
import { type FormMessages, formMessages } from '../messages/form-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of the form and of its rarer controls, with the host's own in their place. */
export function useControlMessages(): FormMessages & ControlMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...formMessages, ...controlMessages, ...messages }), [messages]);
}
