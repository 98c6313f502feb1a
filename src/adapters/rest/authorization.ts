import type { CallOptions, IntegrationsAdapter } from '../../core/adapter.ts';
import type { AuthorizationRecord, AuthorizationResponse } from '../../core/authorization.ts';
import { parseIntegrationId } from '../../core/integration.ts';
import { routes } from '../../core/routes.ts';
import type { Exchanged } from './exchange.ts';
import type { Wire } from './load-wire.ts';

type Exchange = <T>(request: Exchanged<T>, o: CallOptions) => Promise<T>;

/** Sign-in over the REST contract. The id of an authorization is `<provider>_<key>`, so that its address is known after a reload too. */
export function restAuthorization(exchange: Exchange, storeId: string): NonNullable<IntegrationsAdapter['authorization']> {
  const at = (id: string) => ({ parameters: { provider: id.split('_')[0] ?? '', id }, query: { store: storeId } });
  const ofResponse = ({ state, iss, ...told }: AuthorizationResponse) => ({
    store: storeId, state, ...(iss !== undefined && { iss }),
    ...('code' in told ? { code: told.code } : { error: told.error, ...(told.errorDescription !== undefined && { error_description: told.errorDescription }) }),
  });

  return {
    begin({ integration, scopes, fields }, o) {
      const provider = parseIntegrationId(integration)?.provider ?? '';
      const read = (wire: Wire, body: unknown) => wire.answers.authorization.parse(body);
      // In the body, because fields may be secret.
      return exchange({ route: routes.authorizeWithFields, parameters: { provider }, body: { store: storeId, integration, scopes, fields }, read }, o);
    },
    complete: ({ response }, o) => exchange({ route: routes.callback, parameters: at(response.state).parameters, body: ofResponse(response), read: oneRecord }, o),
    poll: ({ authorization }, o) => exchange({ route: routes.authorization, ...at(authorization), read: oneRecord }, o),
    resolve: ({ authorization, choice }, o) => exchange({ route: routes.resolveAuthorization, ...at(authorization), body: { choice }, read: oneRecord }, o),
    refresh: ({ integration }, o) => exchange({ route: routes.refresh, parameters: { provider: parseIntegrationId(integration)?.provider ?? '' }, body: { store: storeId, integration }, read: (wire, body) => wire.answers.integration.parse(body) }, o),
    cancel: async ({ authorization }, o) => void (await exchange({ route: routes.cancelAuthorization, ...at(authorization), read: oneRecord }, o)),
  };
}

function oneRecord(wire: Wire, body: unknown): AuthorizationRecord {
  return wire.answers.authorizationRecord.parse(body);
}
