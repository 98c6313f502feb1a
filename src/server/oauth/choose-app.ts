import { IntegrationsError } from '../../core/errors.ts';
import { formRules } from '../../core/form-rules.ts';
import type { Values } from '../../core/integration.ts';
import { judgeCredentials } from '../../core/judge.ts';
import { isBlank } from '../../core/visibility.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { findRow } from '../operations/find-row.ts';
import type { Call, Services } from '../operations/operation.ts';
import type { Address, IntegrationRow } from '../storage/storage.ts';
import type { OAuthClientKeys } from './oauth-provider.ts';
import { readOwnApp } from './stored-tokens.ts';

interface ChosenApp {
  /** The merchant's own; undefined: the host's. */
  own: OAuthClientKeys | undefined;
  /** The version of the stored credentials that a secret was kept from; null where none was. */
  keptFrom: number | null;
}

/**
 * The app a sign-in is made with: the merchant's own where its fields are given, else the host's; and where the host has none, the one the
 * connection was made with. A blank secret keeps what is stored beside the tokens, for the same client ID alone.
 * @throws IntegrationsError `validation_failed` naming the fields; `bad_request` where no own app is taken.
 */
export async function chooseApp(call: Pick<Call, 'store' | 'actor'>, provider: OfferedProvider, address: Address, fields: Values | undefined, { storage, oauth }: Pick<Services, 'storage' | 'oauth'>): Promise<ChosenApp> {
  const given = fields && Object.keys(fields).length > 0 ? fields : undefined;
  const { hosted } = await oauth.place(provider);
  const { ownApp } = await provider.forms();
  if (given && !ownApp) throw new IntegrationsError('bad_request', { detail: `${provider.definition.name} takes no fields for a sign-in, so nothing was begun.` });
  if (!ownApp || (!given && hosted)) return { own: undefined, keptFrom: null };
  const { row, stored } = await storage.store(call.store, async (tx) => {
    const found = await findRow(tx, address);
    const keeps = found !== null && hasOwnApp(found) && (!given || isBlank(given['clientSecret']));
    return { row: found, stored: keeps ? readOwnApp((await tx.openCredentials(found, 'authorize', call.actor))?.['app']) : undefined };
  });
  const keptFrom = stored ? (row?.credentialVersion ?? null) : null;
  if (!given) return { own: stored, keptFrom };
  const judged = judgeCredentials(ownApp.schema, given, { ...stored }, formRules);
  if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields });
  return { own: readOwnApp(judged.values), keptFrom };
}

/** Was this connection made with an app of the merchant's own? */
function hasOwnApp({ scheme, previews }: IntegrationRow): boolean {
  return scheme === 'oauth2' && previews['clientSecret']?.secret === true;
}
