import type { RouteName } from '../../../../src/core/routes.ts';
import { keyOf } from '../../shop.ts';

/** What the guards are tried with on one route. */
export interface Row {
  /** A body the route takes, where it reads one. */
  body?: Readonly<Record<string, unknown>>;
  /** The status of that request, sent properly for a connected integration. */
  answers: number;
  /** An If-Match that is sent and does not fit is 412. */
  conditional?: true;
}

const credentials = { apiKey: keyOf.anna, region: 'eu' };

/** One row for each route: without it a new route does not compile, and fails the matrix. */
export const rows: Readonly<Record<RouteName, Row>> = {
  list: { answers: 200 },
  add: { body: { provider: 'mailer', label: 'Second' }, answers: 201 },
  connect: { body: { credentials }, answers: 200, conditional: true },
  configure: { body: { configuration: { listId: 'l1' } }, answers: 200, conditional: true },
  update: { body: { label: 'Renamed' }, answers: 200, conditional: true },
  disconnect: { answers: 200, conditional: true },
  status: { answers: 200, conditional: true },
  impact: { answers: 200 },
  verify: { body: { credentials }, answers: 200 },
  sendTest: { body: { values: { to: 'ana' } }, answers: 200 },
  options: { answers: 200 },
  optionsWithValues: { body: { values: { frequency: 'daily' } }, answers: 200 },
  authorize: { answers: 200 },
  authorizeWithFields: { body: { scopes: ['mails'] }, answers: 200 },
  callback: { body: { code: 'a-code' }, answers: 200 },
  // It is connected by key.
  refresh: { body: { integration: 'mailer' }, answers: 400 },
  authorization: { answers: 200 },
  cancelAuthorization: { answers: 200 },
  resolveAuthorization: { body: { choice: 'replace' }, answers: 422 },
  providers: { answers: 200 },
  openapi: { answers: 200 },
  health: { answers: 200 },
};
