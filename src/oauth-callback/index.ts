export { relayAuthorizationResponse } from './relay-authorization-response.ts';
export type { RelayOptions } from './relay-authorization-response.ts';
export type { CallbackBody } from './read-callback.ts';
