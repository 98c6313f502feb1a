import { IntegrationsError } from '../../../src/core/index.ts';
import type { DisconnectImpact, Values } from '../../../src/core/index.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import type { Connector, ConnectorContext, ProviderRequest } from '../../../src/server/connector.ts';
import { type AccountOutcome, createSandbox, type FaultName, type Sandbox } from '../../../src/sandbox/index.ts';

export const origin = 'http://127.0.0.1:4401';

export function connectorOf(provider: string): Connector {
  const found = builtinConnectors.find((one) => one.provider === provider);
  if (!found) throw new Error(`no connector for ${provider}`);
  return found;
}

export interface Spy {
  context: ConnectorContext;
  calls: ProviderRequest[];
}

/** A context whose calls are answered by `answer`; real hosts, no network, an own clock. */
export function contextWith(answer: (call: ProviderRequest) => Response | Promise<Response>): Spy {
  const calls: ProviderRequest[] = [];
  let at = Date.parse('2026-11-22T12:00:00Z');
  const context: ConnectorContext = {
    signal: new AbortController().signal,
    now: () => new Date((at += 40)),
    async request(call) {
      calls.push(call);
      const response = await answer(call);
      if (response.status >= 300 && response.status < 400) throw new IntegrationsError('provider_unavailable', { detail: 'redirect' });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
    },
  };
  return { context, calls };
}

/** A context that asks the sandbox instead of the provider. */
export function contextOf(provider: string, sandbox: Sandbox = createSandbox()): Spy & { sandbox: Sandbox } {
  const spy = contextWith(({ url, method, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    return sandbox.fetch(new Request(`${origin}/${provider}/${host}${pathname}${search}`, { method, ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body }) }));
  });
  return { ...spy, sandbox };
}

/** Credentials of a listed test account. */
export function accountOf(sandbox: Sandbox, provider: string, outcome: AccountOutcome = 'valid', index = 0): Record<string, string> {
  const found = sandbox.accounts.filter((one) => one.provider === provider && one.outcome === outcome)[index];
  if (!found) throw new Error(`no ${outcome} account of ${provider}`);
  return { ...found.credentials };
}

export async function setFault(sandbox: Sandbox, provider: string, fault: FaultName, more: { times?: number; delayMs?: number } = {}): Promise<Response> {
  return sandbox.fetch(new Request(`${origin}/_sandbox/faults`, { method: 'POST', body: JSON.stringify({ provider, fault, ...more }) }));
}

/** What a promise was rejected with; a failure of the test if it was not. */
export async function rejection(promise: Promise<unknown>): Promise<IntegrationsError> {
  const outcome = await promise.then((value) => ({ value }), (error: unknown) => ({ error }));
  if ('value' in outcome) throw new Error(`expected a rejection, got ${JSON.stringify(outcome.value)}`);
  return outcome.error as IntegrationsError;
}

/** What a disconnect would do, whichever of its two forms the connector answers in. */
export async function impactOf({ impact }: Connector, input: { credentials: Values; configuration: Values }, context: ConnectorContext): Promise<DisconnectImpact> {
  const told = (await impact?.(input, context)) ?? [];
  return 'items' in told ? told : { items: told };
}

export function stagesOf(proof: { stages: readonly { id: string; outcome: string }[] }): Record<string, string> {
  return Object.fromEntries(proof.stages.map((stage) => [stage.id, stage.outcome]));
}

export function options(provider: string, field: string, credentials: Values, context: ConnectorContext, more: { query?: string; cursor?: string; configuration?: Values } = {}) {
  const list = connectorOf(provider).options?.[field];
  if (!list) throw new Error(`${provider} offers no choices for ${field}`);
  return list({ credentials, configuration: {}, ...more }, context);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
