import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Connector, ProviderRequest, ProviderResponse } from '../connector.ts';
import type { LogEntry } from '../options.ts';
import { throughEndpoint } from './endpoint.ts';
import type { Breaker, HostVerdict } from './breaker.ts';
import { hasCauseCode } from './cause-code.ts';
import type { HostTurns } from './host-turns.ts';
import { allowedUrl, checkHostRules } from './host-rules.ts';
import { orAbort } from './or-abort.ts';
import { lenientJson, readAnswer } from './read-answer.ts';

export interface ProviderFetchOptions {
  connector: Pick<Connector, 'provider' | 'hosts'>;
  /** Base URL that stands in for the provider. Host rules apply to the original address. */
  endpoint?: string;
  fetch: typeof globalThis.fetch;
  turns: HostTurns;
  breaker: Breaker;
  /** Milliseconds one call may take, body included. Default 10 000, less than the browser's 15 000. */
  deadline?: number;
  log?: (entry: LogEntry) => void;
}

/** Sends calls of one connector; see `ConnectorContext.request`. */
export type ProviderFetch = (call: ProviderRequest, store: string, signal: AbortSignal) => Promise<ProviderResponse>;

/**
 * Guards every outbound call: host rules, no redirects, a deadline, 1 MiB, few at a time, none to a host that rests (SR-70, 72, 73).
 * A call that may not be made is `validation_failed`, because only entered values can have bent it; nothing is sent.
 * Never logs an address: GA4 carries its secret in the query.
 */
export function createProviderFetch(options: ProviderFetchOptions): ProviderFetch {
  const { connector, deadline = 10_000 } = options;
  checkHostRules(connector.provider, connector.hosts);

  return async (call, store, signal) => {
    const url = allowedUrl(call.url, connector.hosts);
    if (!url || !headersFit(call.headers)) {
      options.log?.({ level: 'warn', event: 'egress_refused', provider: connector.provider, reason: url ? 'header' : 'address' });
      throw new IntegrationsError('validation_failed', { detail: 'An entered value would change where or how the request is sent, so it was not sent. Check what you entered.' });
    }
    const timeout = AbortSignal.timeout(deadline);
    const ends = AbortSignal.any([signal, timeout]);
    let waited = false;
    const patience = () => {
      waited = true;
      return ends;
    };
    const told = (outcome: { value: ProviderResponse } | { error: unknown }): HostVerdict => {
      if ('value' in outcome) return verdictOn(outcome.value.status);
      // Who has left, or has spent its time waiting for a turn, says nothing of the host; nor does a name that does not exist.
      if (signal.aborted || isIntegrationsError(outcome.error) || hasCauseCode(outcome.error, ['ENOTFOUND'])) return 'unknown';
      return timeout.aborted && waited ? 'unknown' : 'down';
    };
    try {
      return await options.turns.take(url.hostname, store, () => options.breaker.guard(url.hostname, store, () => orAbort(send(options, url, call, ends), ends), told), patience);
    } catch (error) {
      if (isIntegrationsError(error)) throw error;
      if (signal.aborted && isIntegrationsError(signal.reason)) throw signal.reason;
      if (ends.aborted) throw new IntegrationsError('timeout', {}, error);
      throw new IntegrationsError('provider_unavailable', {}, error);
    }
  };
}

/** A 500 may be the fault of one request, so it says nothing of the host. */
function verdictOn(status: number): HostVerdict {
  if (status < 500) return 'up';
  return status === 500 || status === 501 ? 'unknown' : 'down';
}

async function send(options: ProviderFetchOptions, url: URL, call: ProviderRequest, signal: AbortSignal): Promise<ProviderResponse> {
  const response = await options.fetch(throughEndpoint(url, options.endpoint), {
    method: call.method,
    headers: { accept: 'application/json', ...call.headers },
    ...(call.body === undefined ? {} : { body: call.body }),
    // A redirect would carry credentials to an address nobody checked.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel().catch(() => {});
    throw new IntegrationsError('provider_unavailable');
  }
  const text = await readAnswer(response, signal);
  return { status: response.status, headers: response.headers, text, json: lenientJson(text) };
}

// What a header may hold (RFC 9110 §5.5); CR, LF and NUL would start another header (SR-52).
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

function headersFit(headers: ProviderRequest['headers']): boolean {
  return Object.entries(headers ?? {}).every(([name, value]) => headerName.test(name) && headerValue.test(value));
}
