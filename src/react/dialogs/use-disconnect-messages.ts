'use client';

import { type DisconnectMessages, disconnectMessages } from '../messages/disconnect-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of disconnecting, with the host's own in their place. */
export function useDisconnectMessages(): DisconnectMessages {
  return withOverrides(disconnectMessages, useRoot().messages);
}
