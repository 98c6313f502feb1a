'use client';

import { useMemo } from 'react';
import { type FormMessages, formMessages } from '../messages/form-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The form's texts with the host's own in their place. */
export function useFormMessages(): FormMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...formMessages, ...messages }), [messages]);
}
