import type { IntegrationsAdapter } from '../core/adapter.ts';
import type { Integration } from '../core/integration.ts';
import { routes } from '../core/routes.ts';
import { restAuthorization } from './rest/authorization.ts';
import { createExchange } from './rest/exchange.ts';
import type { Wire } from './rest/load-wire.ts';
import type { RestAdapterOptions } from './rest/options.ts';

export { fetchProviders, type FetchProvidersOptions } from './rest/fetch-providers.ts';
export type { RestAdapterOptions };

/**
 * Reaches a backend that speaks the REST contract (`routes` in `./core`).
 * Rejects only with `IntegrationsError`; bodies that are no problem+json never get into one.
 */
export function createRestAdapter(options: RestAdapterOptions): IntegrationsAdapter {
  const exchange = createExchange(options);
  const { storeId } = options;
  const at = (integration: string) => ({ storeId, integrationId: integration });

  return {
    list: (o) => exchange({ route: routes.list, parameters: { storeId }, read: (wire, body) => {
      const { integrations } = wire.answers.anyList.parse(body);
      // One entry in a wrong shape costs that card only: the page shows an Integration that is left out as unknown.
      return integrations.flatMap((entry): Integration[] => {
        const parsed = wire.answers.integration.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      });
    } }, o),
    add: (body, o) => exchange({ route: routes.add, parameters: { storeId }, body, read: oneIntegration }, o),
    connect: ({ integration, credentials }, o) => exchange({ route: routes.connect, parameters: at(integration), body: { credentials }, read: oneIntegration }, o),
    configure: ({ integration, configuration, revision }, o) =>
      exchange({ route: routes.configure, parameters: at(integration), body: { configuration }, revision, read: oneIntegration }, o),
    update: ({ integration, revision, enabled, label, revocation }, o) =>
      exchange({ route: routes.update, parameters: at(integration), body: { enabled, label, revocation }, revision, read: oneIntegration }, o),
    disconnect: ({ integration, eraseData, choices }, o) =>
      exchange({ route: routes.disconnect, parameters: at(integration), query: { eraseData: eraseData ? 'true' : undefined, choice: choices }, read: oneIntegration }, o),
    status: ({ integration }, o) => exchange({ route: routes.status, parameters: at(integration), read: oneIntegration }, o),
    impact: ({ integration }, o) => exchange({ route: routes.impact, parameters: at(integration), read: (wire, body) => wire.answers.impact.parse(body) }, o),
    verify: ({ integration, credentials, configuration }, o) =>
      exchange({ route: routes.verify, parameters: at(integration), body: { credentials, configuration }, read: (wire, body) => wire.answers.verification.parse(body) }, o),
    sendTest: ({ integration, values }, o) =>
      exchange({ route: routes.sendTest, parameters: at(integration), body: { values }, read: (wire, body) => wire.answers.receipt.parse(body) }, o),
    options: ({ integration, field, query, cursor, values }, o) => {
      const parameters = { ...at(integration), field };
      const read = (wire: Wire, body: unknown) => wire.answers.optionsPage.parse(body);
      // Values may hold unsaved credentials, which must not get into a URL.
      return values
        ? exchange({ route: routes.optionsWithValues, parameters, body: { query, cursor, values }, read }, o)
        : exchange({ route: routes.options, parameters, query: { query, cursor }, read }, o);
    },
    ...(options.signIn && { authorization: restAuthorization(exchange, storeId) }),
  };
}

function oneIntegration(wire: Wire, body: unknown): Integration {
  return wire.answers.integration.parse(body);
}
