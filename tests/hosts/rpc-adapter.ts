import { type CallOptions, disconnectedIntegration, type ErrorCode, type Integration, type IntegrationsAdapter, IntegrationsError } from '../../src/core/index.ts';
import type { PublicConnection } from './newsletter.ts';

interface Said {
  ok?: PublicConnection;
  error?: { reason: string; fields?: Record<string, string>; now?: PublicConnection };
}

const codes: Readonly<Record<string, ErrorCode>> = {
  unknown: 'not_found',
  fields: 'validation_failed',
  'key-refused': 'invalid_credentials',
  'not-on': 'not_connected',
  'changed-meanwhile': 'conflict',
  'repeated-otherwise': 'idempotency_mismatch',
};

/** Lets the page reach the newsletter backend at `address` (`POST /rpc`), as one of its stores. */
export function createNewsletterAdapter(address: string, store: string): IntegrationsAdapter {
  async function ask(call: string, service: string, more: object, { signal, idempotencyKey }: CallOptions): Promise<Integration> {
    const body = JSON.stringify({ call, service, store, ...(idempotencyKey && { requestId: idempotencyKey }), ...more });
    let said: Said;
    try {
      const response = await fetch(`${address}/rpc`, { method: 'POST', body, signal });
      said = (await response.json()) as Said;
    } catch (cause) {
      throw new IntegrationsError(signal.aborted ? 'aborted' : 'network_failed', {}, cause);
    }
    if (said.ok) return toIntegration(said.ok);
    const { reason = '', fields, now } = said.error ?? {};
    throw new IntegrationsError(codes[reason] ?? 'internal', { ...(fields && { fields }), ...(now && { current: toIntegration(now) }) });
  }

  return {
    list: async (o) => [await ask('show', 'newsletter', {}, { signal: o.signal })],
    connect: ({ integration, credentials }, o) => ask('switch-on', integration, { login: credentials }, o),
    configure: ({ integration, configuration, revision }, o) => ask('save-settings', integration, { settings: configuration, version: Number(revision) }, o),
    disconnect: ({ integration, eraseData }, o) => ask('switch-off', integration, { forget: eraseData === true }, o),
  };
}

function toIntegration({ isOn, region, keySavedAt, settings, version, since, changedAt }: PublicConnection): Integration {
  return {
    ...disconnectedIntegration('newsletter'),
    configuration: settings,
    revision: String(version),
    since,
    updatedAt: changedAt,
    ...(isOn && {
      status: 'connected',
      scheme: 'credentials',
      account: { label: 'Newsletter' },
      connectedAt: since,
      credentials: { apiKey: { secret: true, isSet: true, updatedAt: keySavedAt, hint: null }, region: { secret: false, value: region } },
    }),
  };
}
