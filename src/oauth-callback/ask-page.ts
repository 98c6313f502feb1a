import { authorizationOf, type CallbackBody } from './read-callback.ts';

const channelOf = ({ state }: CallbackBody) => new BroadcastChannel(`integrations:${authorizationOf(state)}`);

/** Tells a page that no longer knows the state, as one does that was loaded anew, to look what became of it: the server has the answer. */
export function tellDelivered(body: CallbackBody): void {
  const channel = channelOf(body);
  channel.postMessage({ delivered: true });
  channel.close();
}

/** Publishes the answer on the BroadcastChannel of its authorization. True once a page of the same origin has said `{ received: state }`; false after a second without. */
export function askPage(body: CallbackBody): Promise<boolean> {
  const channel = channelOf(body);
  return new Promise((told) => {
    const settle = (received: boolean) => {
      clearTimeout(timer);
      channel.close();
      told(received);
    };
    const timer = setTimeout(() => settle(false), 1_000);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'object' && data !== null && 'received' in data && data.received === body.state) settle(true);
    };
    channel.postMessage(body);
  });
}
