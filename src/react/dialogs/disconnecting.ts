import type { Integration } from '../../core/integration.ts';
import type { DisconnectState } from './disconnect-state.ts';
import { type Attempt, failed } from './failed.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';

export interface Disconnecting extends Attempt {
  provider: string;
  change: (patch: Partial<DisconnectState>) => void;
}

/** How disconnecting, pausing or checking again goes, from the press of a button to its end. */
export async function disconnecting(attempt: Disconnecting, work: () => Promise<Integration>): Promise<void> {
  const { root: { client, announce, closeDialog, messages: own }, id, alive, provider, change } = attempt;
  const messages = outcomeMessagesOf(own);
  try {
    const now = await work();
    change({ unknown: false });
    if (client.getState().operations[id]?.phase === 'unknown') {
      client.dismiss(id);
      change({ still: true });
      return announce(messages.stillConnected({ provider }));
    }
    announce(now.status === 'disconnected' ? messages.disconnected({ provider }) : messages.paused({ provider }));
    if (alive.current) closeDialog();
  } catch (error) {
    change(failed(attempt, error));
  }
}
