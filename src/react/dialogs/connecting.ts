import { previewCredentials } from '../../core/credential-previews.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { ConnectState } from './connect-state.ts';
import { type Attempt, failed } from './failed.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';
import { problemOf } from './problem-of.ts';

export interface Connecting extends Attempt {
  fields: readonly FieldDescriptor[];
  provider: string;
  change: (patch: Partial<ConnectState>) => void;
}

/** How an attempt to connect goes, from the press of a button to a known end. */
export function connecting(attempt: Connecting): { submit: (values: Values, signal: AbortSignal) => Promise<void>; checkAgain: () => Promise<void> } {
  const { root: { client, announce, messages: own }, id, form, alive, fields, provider, change } = attempt;
  const messages = outcomeMessagesOf(own);

  function finish(connected: Integration) {
    form.current?.clearSecrets();
    change({ connected, phase: 'connected' });
    if (!alive.current) announce(messages.connectedTitle({ provider }));
  }

  const fail = (error: unknown) => change({ phase: 'idle', ...failed(attempt, error) });

  // By reading alone. Nothing that was typed is sent again before the user presses the button that says so.
  async function checkAgain() {
    change({ phase: 'checking' });
    announce(messages.checkingAgain({ provider }));
    try {
      const now = await client.refresh(id);
      const left = client.getState().operations[id];
      const seen = left?.phase === 'unknown' ? left.found : undefined;
      change({ unknown: false });
      // Somebody may have dismissed it on the card; then only the status is left to go by.
      if (!seen && now.status !== 'disconnected') return finish(now);
      change({ problem: null, found: seen ?? 'nothing', phase: 'idle' });
      announce(seen === 'other' ? messages.otherConnected({ provider, name: now.updatedBy }) : messages.notDoneYet());
    } catch (error) {
      fail(error);
    }
  }

  return {
    checkAgain,
    async submit(values, signal) {
      announce(messages.checkingKey());
      try {
        finish(await client.connect(id, values, signal, previewCredentials(fields, values, '')));
      } catch (error) {
        if (!signal.aborted) return fail(error);
        change({ problem: problemOf(error) });
        await checkAgain();
      }
    },
  };
}
