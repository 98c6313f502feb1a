import type { IntegrationsAdapter } from '../core/adapter.ts';
import type { Integration } from '../core/integration.ts';
import { routes } from '../core/routes.ts';
import { createExchange, type RestHeaders } from './rest/exchange.ts';

export interface RestAdapterOptions {
  /** What precedes `/api`, such as `https://api.example.com`. Default `''`: the page's own origin. */
  baseUrl?: string;
  /** The store whose Integrations are shown. */
  storeId: string;
  /** Sent with every request, such as a bearer token; a function is asked before each. */
  headers?: RestHeaders | ((o: { signal: AbortSignal }) => RestHeaders | Promise<RestHeaders>);
  /** Stands in for the global fetch. Cookies go to the page's own origin only; for another origin pass one that sets `credentials: 'include'`. */
  fetch?: typeof globalThis.fetch;
}

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
    add: (body, o) => exchange({ route: routes.add, parameters: { storeId }, body, read: (wire, answer) => wire.answers.integration.parse(answer) }, o),
    connect: ({ integration, credentials }, o) => exchange({ route: routes.connect, parameters: at(integration), body: { credentials }, read: (wire, body) => wire.answers.integration.parse(body) }, o),
    configure: ({ integration, configuration, revision }, o) =>
      exchange({ route: routes.configure, parameters: at(integration), body: { configuration }, revision, read: (wire, body) => wire.answers.integration.parse(body) }, o),
    update: ({ integration, revision, enabled, label }, o) =>
      exchange({ route: routes.update, parameters: at(integration), body: { enabled, label }, revision, read: (wire, body) => wire.answers.integration.parse(body) }, o),
    disconnect: ({ integration, eraseData }, o) =>
      exchange({ route: routes.disconnect, parameters: at(integration), query: eraseData ? { eraseData: 'true' } : {}, read: (wire, body) => wire.answers.integration.parse(body) }, o),
    status: ({ integration }, o) => exchange({ route: routes.status, parameters: at(integration), read: (wire, body) => wire.answers.integration.parse(body) }, o),
    impact: ({ integration }, o) => exchange({ route: routes.impact, parameters: at(integration), read: (wire, body) => wire.answers.impact.parse(body) }, o),
    verify: ({ integration, credentials, configuration }, o) =>
      exchange({ route: routes.verify, parameters: at(integration), body: { credentials, configuration }, read: (wire, body) => wire.answers.verification.parse(body) }, o),
    options: ({ integration, field, query, cursor, values }, o) => {
      const parameters = { ...at(integration), field };
      const read = (wire: typeof import('../core/wire.ts'), body: unknown) => wire.answers.optionsPage.parse(body);
      // Values may hold unsaved credentials, which must not get into a URL.
      return values
        ? exchange({ route: routes.optionsWithValues, parameters, body: { query, cursor, values }, read }, o)
        : exchange({ route: routes.options, parameters, query: { query, cursor }, read }, o);
    },
  };
}
