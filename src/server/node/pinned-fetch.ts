import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import { markPinned } from '../egress/pinned.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

export interface PinnedFetchOptions {
  /** Also connects to 127.0.0.0/8 and ::1, for a sandbox on this machine. Independent of NODE_ENV. */
  allowLoopback?: boolean;
  /** Resolves names; default: the system's. */
  lookup?: typeof systemLookup;
}

/**
 * A fetch for outbound calls that resolves a name once, refuses it when any of its addresses is not public, and connects to exactly
 * the addresses it checked, so DNS that changes its answer gains nothing (SR-71). Ignores proxy settings of the environment.
 * @throws Error from the call, before a socket is opened.
 */
export function pinnedFetch(options: PinnedFetchOptions = {}): typeof globalThis.fetch {
  const mayConnect = (address: string) => isPublicAddress(address) || (options.allowLoopback === true && isLoopbackAddress(address));
  const agent = new Agent({ connect: { lookup: checkedLookup(options.lookup ?? systemLookup, mayConnect), timeout: 5000 }, bodyTimeout: 15_000, headersTimeout: 15_000 });

  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const host = new URL(input instanceof Request ? input.url : input).hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a lookup.
    if (isIP(host) && !mayConnect(host)) throw refusal();
    // undici's own types and the global ones differ in name only.
    return (await undiciFetch(input as never, { ...init, dispatcher: agent } as never)) as unknown as Response;
  };
  return markPinned(send);
}

function checkedLookup(resolve: typeof systemLookup, mayConnect: (address: string) => boolean): LookupFunction {
  return (hostname, wanted, callback) => {
    resolve(hostname, { ...wanted, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const [first] = addresses;
      // One private address among public ones is how a rebinding name looks.
      if (!first || !addresses.every(({ address }) => mayConnect(address))) return callback(refusal(), '');
      if (wanted.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('The name resolves to an address that is not public, so no connection was made.'), { code: 'EADDRREFUSED' });
}
