import type { AuthorizationRecord, AuthorizationResponse } from '../../core/authorization.ts';
import { readResponse } from './read-response.ts';

const every = 3_000;

interface Awaited {
  /** The authorization's id. */
  id: string;
  /** Absent after a reload: then only the record tells. */
  state?: string | undefined;
  /** Reads the record; null where it could not be read or is still pending. */
  poll: () => Promise<AuthorizationRecord | null>;
  onResponse: (response: AuthorizationResponse) => void;
  /** Told of a record that is no longer pending. */
  onRecord: (record: AuthorizationRecord) => void;
}

/**
 * Waits for the outcome of a sign-in on every way it may come: the callback page's channel, and the record, read every three seconds and whenever
 * the page is looked at again (SR-6). Its age is judged by the record too: the clock here may be wrong. Answers what asks the record at once, and what ends it; afterwards no timer, listener or channel is left (SR-9).
 */
export function awaitResponse({ id, state, poll, onResponse, onRecord }: Awaited): { ask: () => Promise<void>; stop: () => void } {
  const ended = new AbortController();
  let asking: Promise<void> | null = null;
  const ask = () => {
    asking ??= poll().then((record) => {
      if (record && !ended.signal.aborted) onRecord(record);
    }).finally(() => { asking = null; });
    return asking;
  };
  const look = () => { if (document.visibilityState === 'visible') void ask(); };
  const channel = new BroadcastChannel(`integrations:${id}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const response = state === undefined ? null : readResponse(data, state);
    if (!response) {
      // Nobody here knew it, so that the callback page handed it in itself.
      if ((data as { delivered?: unknown } | null)?.delivered === true) void ask();
      return;
    }
    channel.postMessage({ received: state });
    onResponse(response);
  };
  const ticking = setInterval(() => void ask(), every);
  window.addEventListener('focus', look, { signal: ended.signal });
  document.addEventListener('visibilitychange', look, { signal: ended.signal });
  return {
    ask,
    stop() {
      ended.abort();
      clearInterval(ticking);
      channel.close();
    },
  };
}
