import type { CallbackBody } from './read-callback.ts';

/** What the server made of the answer. `unreachable`: no answer within 30 seconds, or none at all. */
export type Delivery = { status: string } | { code: string; requestId?: string } | 'unreachable';

/** Posts the provider's answer to the server, which alone can use it: it holds the verifier and knows the session. */
export async function postCallback(address: string, body: CallbackBody): Promise<Delivery> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, application/problem+json' },
      body: JSON.stringify(body),
      credentials: 'include', referrerPolicy: 'no-referrer', redirect: 'error', signal: AbortSignal.timeout(30_000),
    });
    const told: unknown = await answer.json().catch(() => null);
    const text = (name: string) => {
      const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
      return typeof value === 'string' ? value : '';
    };
    if (answer.ok) return { status: text('status') };
    const requestId = text('requestId');
    return { code: text('code'), ...(requestId && { requestId }) };
  } catch {
    return 'unreachable';
  }
}
