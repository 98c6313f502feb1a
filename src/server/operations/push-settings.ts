import { isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { withCredentials } from '../oauth/ready-credentials.ts';
import type { IntegrationRow } from '../storage/storage.ts';
import { addressId } from '../to-integration.ts';
import type { Call, Services } from './operation.ts';

/** Why a setting is not at the provider: dotted path → a sentence. */
export type Refused = Readonly<Record<string, string>>;

/** What stands until the provider has answered, and stays if this process ends before. */
export function unconfirmed(fields: readonly string[], name: string): Refused {
  return every(fields, `${name} has not confirmed this yet. Try it again.`);
}

/**
 * Passes saved settings on and answers what the provider refused. Never rejects, and goes on when the caller has left:
 * the settings are saved, so that a provider told by half would be the worse end.
 */
export async function pushSettings(provider: OfferedProvider, services: Services, { store, actor }: Pick<Call, 'store' | 'actor'>, { row, credentials: stored, ...given }: { row: IntegrationRow; credentials: Values; configuration: Values; fields: readonly string[] }): Promise<Refused> {
  const { connector: { push }, definition: { name } } = provider;
  if (!push) return {};
  try {
    const caller = { store, actor, signal: new AbortController().signal };
    const webhook = await services.webhooks.of(row.provider, store, addressId(row));
    const refused = await withCredentials(provider, services, caller, row, stored, ({ credentials }) => services.ask(provider, caller, (context) => push({ credentials, ...given, webhook }, context)));
    return Object.fromEntries(given.fields.flatMap((path) => (refused[path] === undefined ? [] : [[path, refused[path]]])));
  } catch (error) {
    return every(given.fields, isIntegrationsError(error, 'rate_limited') ? `${name} takes no more requests for now. Try it again in a moment.` : `${name} could not be reached, so it does not have this yet. Try it again later.`);
  }
}

function every(fields: readonly string[], message: string): Refused {
  return Object.fromEntries(fields.map((path) => [path, message]));
}
