import { IntegrationsError, type Problem } from '../core/errors.ts';
import { disconnectedIntegration, type Integration } from '../core/integration.ts';
import type { OfferedProvider } from './catalogue.ts';
import type { Address, IntegrationRow } from './storage/storage.ts';

/** The id under which callers know an address. */
export function addressId({ provider, accountKey }: Address): string {
  return accountKey === '' ? provider : `${provider}~${accountKey}`;
}

/** What callers may see of a row; without one, the Integration every provider has before first use. */
export function toIntegration(row: IntegrationRow | null, address: Address, { offersSignIn, redirectUri }: Pick<OfferedProvider, 'offersSignIn' | 'redirectUri'>): Integration {
  const resting = { ...disconnectedIntegration(address.provider, addressId(address)), offersSignIn, redirectUri };
  if (!row) return resting;
  return {
    ...resting,
    label: row.label,
    status: row.status,
    enabled: row.enabled,
    scheme: row.scheme,
    account: row.account,
    scopes: row.scopes,
    credentials: row.previews,
    configuration: row.configuration,
    // What stops everything comes before what was refused in part.
    problem: row.problem ?? refusal(row),
    authorization: row.signIn,
    revocation: row.revocation,
    accessUrl: row.revocation === 'failed' ? row.accessUrl : null,
    accessEndsAt: iso(row.accessEndsAt),
    retryAt: iso(row.retryAt),
    checkedAt: iso(row.checkedAt),
    since: row.since.toISOString(),
    connectedAt: iso(row.connectedAt),
    connectedBy: row.connectedBy,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
    revision: String(row.revision),
  };
}

function refusal({ status, refused: fields }: IntegrationRow): Problem | null {
  return status === 'disconnected' || Object.keys(fields).length === 0 ? null : new IntegrationsError('refused_by_provider', { fields }).problem;
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
