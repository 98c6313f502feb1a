import { withDefaults } from '../../core/configuration.ts';
import { type DisconnectImpact, leftBehind } from '../../core/disconnect-impact.ts';
import type { Values } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { isShared } from '../departures/leave.ts';
import { answerJson } from '../http/answer.ts';
import { withCredentials } from '../oauth/ready-credentials.ts';
import { toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';

const nothing = { items: [], keeps: [] };

/** What a disconnect would stop now, and what it leaves: what the definition says, and what the provider knows on top where it can be asked. */
export const impact: Operation = async (call, services) => {
  const { storage, catalogue, ask } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { forms: { disconnect }, configuration: settings } = await provider.forms();
  const detailed = provider.connector.impact?.bind(provider.connector);
  const { row, credentials, access } = await storage.store(call.store, async (tx) => {
    const found = await findRow(tx, address);
    const leaves = found?.scheme === 'oauth2' && found.status !== 'disconnected';
    const open = detailed && found && found.status !== 'disconnected';
    return { row: found, credentials: open ? await tx.openCredentials(found, 'impact', call.actor) : null, access: leaves ? accessAfterwards(provider, await isShared(tx, catalogue, { ...found, provider, except: found.id })) : nothing };
  });
  if (!row || row.status === 'disconnected') return answerJson(nothing);
  // What nobody has changed yet is at work as well.
  const configuration = withDefaults(settings?.fields ?? [], row.configuration);
  // A provider that cannot be asked must not keep anyone from disconnecting.
  const asked = (stored: Values) => withCredentials(provider, services, call, row, stored, ({ credentials: ready }) =>
    ask(provider, call, async (context) => (await detailed?.({ credentials: ready, configuration }, context)) ?? []));
  const told = credentials ? await asked(credentials).catch(() => []) : [];
  const found: DisconnectImpact = 'items' in told ? told : { items: told };
  return answerJson({
    items: [...disconnect.impact, ...found.items, ...access.items],
    keeps: [...disconnect.keeps, ...(found.keeps ?? []), ...leftBehind(disconnect.credentials, toIntegration(row, address, provider).credentials), ...access.keeps],
    ...(found.choices && { choices: found.choices }),
  } satisfies DisconnectImpact);
};

/** What becomes of the access of a sign-in. */
function accessAfterwards({ definition: { name }, connector }: OfferedProvider, shared: boolean): { items: readonly string[]; keeps: readonly string[] } {
  const revocation = connector.oauth2?.revocation;
  if (!revocation) return { items: [], keeps: [`Access at ${name} stays until somebody removes the app there.`] };
  if (shared) return { items: [], keeps: [`Access at ${name} stays, as another connection here would end with it.`] };
  const more = { 'every-grant-of-the-person': ' Whatever else the same person allowed this app there ends with it.', 'every-grant-of-the-account': ' The app is removed from the account there.' };
  return { items: [`Access at ${name} is revoked.${revocation.alsoEnds ? more[revocation.alsoEnds] : ''}`], keeps: [] };
}
