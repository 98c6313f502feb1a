import type { RefObject } from 'react';
import type { ReadChoices } from './disconnect-choices.tsx';
import type { DisconnectState } from './disconnect-state.ts';
import { type Attempt, failed } from './failed.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';

export interface Disconnecting extends Attempt {
  provider: string;
  /** What is to be removed as well; empty where nothing is offered. */
  choices: RefObject<ReadChoices | null>;
  change: (patch: Partial<DisconnectState>) => void;
}

/** How disconnecting, pausing or checking again goes, from the press of a button to its end. */
export async function disconnecting(attempt: Disconnecting, kind: NonNullable<DisconnectState['busy']>): Promise<void> {
  const { root: { client, announce, closeDialog, messages: own }, id, alive, provider, choices: { current: read }, change } = attempt;
  const messages = outcomeMessagesOf(own);
  const choices = kind === 'disconnect' && read ? read() : [];
  if (!choices) return;
  try {
    const now = await (kind === 'pause' ? client.update(id, { enabled: false }) : kind === 'check' ? client.refresh(id) : client.disconnect(id, choices.length > 0 ? { choices } : {}));
    change({ unknown: false });
    if (client.getState().operations[id]?.phase === 'unknown') {
      client.dismiss(id);
      change({ still: true });
      return announce(messages.stillConnected({ provider }));
    }
    announce(now.status !== 'disconnected' ? messages.paused({ provider }) : `${messages.disconnected({ provider })}${choices.length > 0 ? ` ${messages.removing({ provider })}` : ''}`);
    if (alive.current) closeDialog();
  } catch (error) {
    change(failed(attempt, error));
  }
}
