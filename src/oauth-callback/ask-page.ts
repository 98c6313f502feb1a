import { authorizationOf, type CallbackBody } from './read-callback.ts';

/** Publishes the answer on the BroadcastChannel of its authorization. True once a page of the same origin has said `{ received: state }`; false after a second without. */
export function askPage(body: CallbackBody): Promise<boolean> {
  const channel = new BroadcastChannel(`integrations:${authorizationOf(body.state)}`);
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
