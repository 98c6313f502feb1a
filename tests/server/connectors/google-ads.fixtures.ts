import { ads, type GoogleFixture, json, page } from './google-fixtures.ts';

const customer = (more: object = {}) => json(200, { results: [{ customer: { resourceName: 'customers/1234567890', id: '1234567890', descriptiveName: 'Store', currencyCode: 'EUR', timeZone: 'Europe/Berlin', manager: false, testAccount: false, status: 'ENABLED', ...more } }], fieldMask: 'customer.id,customer.descriptiveName' });
const token = (status: number, error: string, error_description: string) => json(status, { error, error_description });
const api = 'googleads.googleapis.com';

/** Answers of Google's token endpoint and of the Google Ads API as they are written, and what has to follow from each. */
export const googleAdsFixtures: readonly GoogleFixture[] = [
  { name: 'an account that runs', answers: { [api]: customer() }, outcome: 'verified' },
  { name: 'a test account', answers: { [api]: customer({ testAccount: true }) }, outcome: 'verified', says: /test account/ },
  { name: 'a manager account', answers: { [api]: customer({ manager: true }) }, outcome: 'rejected', code: 'validation_failed', field: 'customerId' },
  { name: 'a suspended account', answers: { [api]: customer({ status: 'SUSPENDED' }) }, outcome: 'rejected', code: 'account_blocked', field: 'customerId' },
  { name: 'a revoked grant', answers: { 'oauth2.googleapis.com': token(400, 'invalid_grant', 'Token has been expired or revoked.') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'an unknown OAuth client', answers: { 'oauth2.googleapis.com': token(401, 'invalid_client', 'The OAuth client was not found.') }, outcome: 'rejected', code: 'invalid_credentials', field: 'clientSecret' },
  { name: 'a token of another client', answers: { 'oauth2.googleapis.com': token(401, 'unauthorized_client', 'Unauthorized') }, outcome: 'rejected', code: 'invalid_credentials', field: 'clientId' },
  { name: 'an error of the token endpoint we do not know', answers: { 'oauth2.googleapis.com': token(400, 'invalid_request', 'Bad Request') }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'an error inside a success of the token endpoint', answers: { 'oauth2.googleapis.com': token(200, 'invalid_grant', 'Bad Request') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a token endpoint that is down', answers: { 'oauth2.googleapis.com': page(503) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a stale token, twice', answers: { [api]: ads(401, 'authenticationError', 'OAUTH_TOKEN_EXPIRED') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a deleted Google account', answers: { [api]: ads(401, 'authenticationError', 'GOOGLE_ACCOUNT_DELETED') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a login without Google Ads', answers: { [api]: ads(401, 'authenticationError', 'NOT_ADS_USER') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a customer that does not exist', answers: { [api]: ads(401, 'authenticationError', 'CUSTOMER_NOT_FOUND') }, outcome: 'rejected', code: 'invalid_credentials', field: 'customerId' },
  { name: 'an account of somebody else', answers: { [api]: ads(403, 'authorizationError', 'USER_PERMISSION_DENIED') }, outcome: 'rejected', code: 'insufficient_permission', field: 'loginCustomerId' },
  { name: 'the wrong manager', answers: { [api]: ads(400, 'authorizationError', 'INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION') }, outcome: 'rejected', code: 'insufficient_permission', field: 'loginCustomerId' },
  { name: 'missing two-step verification', answers: { [api]: ads(401, 'authenticationError', 'TWO_STEP_VERIFICATION_NOT_ENROLLED') }, outcome: 'rejected', code: 'insufficient_permission', field: 'refreshToken' },
  { name: 'an unfinished sign-up, in the list of a stream', answers: { [api]: ads(403, 'authorizationError', 'INCOMPLETE_SIGNUP', { listed: true }) }, outcome: 'rejected', code: 'account_blocked', field: 'customerId' },
  { name: 'a project with test access', answers: { [api]: ads(403, 'authorizationError', 'CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION') }, outcome: 'rejected', code: 'insufficient_permission', field: 'clientId' },
  { name: 'a project without the API', answers: { [api]: json(403, { error: { code: 403, message: 'Google Ads API has not been used in project 1 before or it is disabled.', status: 'PERMISSION_DENIED', details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED', domain: 'googleapis.com' }] } }) }, outcome: 'rejected', code: 'insufficient_permission', field: 'clientId' },
  { name: 'a missing scope', answers: { [api]: json(403, { error: { code: 403, message: 'Request had insufficient authentication scopes.', status: 'PERMISSION_DENIED', details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } }) }, outcome: 'rejected', code: 'insufficient_permission', field: 'refreshToken' },
  { name: 'a used-up quota', answers: { [api]: ads(429, 'quotaError', 'RESOURCE_EXHAUSTED', { details: { quotaErrorDetails: { rateScope: 'DEVELOPER', retryDelay: '59.5s' } } }) }, outcome: 'error', code: 'rate_limited', retryAfter: 60 },
  { name: 'a header we wrote wrongly', answers: { [api]: ads(401, 'authenticationError', 'OAUTH_TOKEN_HEADER_INVALID') }, outcome: 'error', code: 'internal' },
  { name: 'an outage inside a success', answers: { [api]: json(200, { error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } }) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a refusal inside a success', answers: { [api]: ads(200, 'authorizationError', 'USER_PERMISSION_DENIED') }, outcome: 'rejected', code: 'insufficient_permission', field: 'loginCustomerId' },
  { name: 'an internal error', answers: { [api]: ads(500, 'internalError', 'INTERNAL_ERROR') }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a version that has been switched off', answers: { [api]: page(404) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a page of HTML with a good status', answers: { [api]: page(200) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'an empty body', answers: { [api]: { status: 200, type: 'application/json', body: '' } }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a body that ends early', answers: { [api]: { status: 200, type: 'application/json', body: '{"results":[{"customer":{"id":"1234567890"' } }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'an id that is a number', answers: { [api]: customer({ id: 1234567890 }) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'JSON called text', answers: { [api]: { ...customer(), type: 'text/plain' } }, outcome: 'verified' },
  { name: 'no account in the answer', answers: { [api]: json(200, { fieldMask: 'customer.id' }) }, outcome: 'error', code: 'provider_unavailable' },
];
