'use client';

import { type DetailMessages, detailMessages } from '../messages/detail-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { type RootContextValue, useRoot } from './root-context.ts';

/** The page's texts together with those of its details. */
export function useDetailMessages(): RootContextValue['messages'] & DetailMessages {
  return withOverrides(detailMessages, useRoot().messages);
}
