import { google, type GoogleFixture, json, page } from './google-fixtures.ts';

const collect = 'www.google-analytics.com';
const admin = 'analyticsadmin.googleapis.com';
const messages = (fieldPath: string, validationCode: string) => json(200, { validationMessages: [{ fieldPath, description: 'As told.', validationCode }] });

/** Answers of the validation server, the token endpoint and the Admin API as they are written, and what has to follow from each. */
export const googleAnalyticsFixtures: readonly (GoogleFixture & { signsIn?: true })[] = [
  { name: 'a well-formed event', answers: { [collect]: json(200, { validationMessages: [] }) }, outcome: 'unverified' },
  { name: 'an event with a bad name', answers: { [collect]: messages('events', 'NAME_INVALID') }, outcome: 'unverified' },
  { name: 'an event with a reserved name', answers: { [collect]: messages('events', 'NAME_RESERVED') }, outcome: 'unverified' },
  { name: 'a parameter that is too long', answers: { [collect]: messages('events.params.x', 'VALUE_OUT_OF_BOUNDS') }, outcome: 'unverified' },
  { name: 'a missing Measurement ID', answers: { [collect]: messages('measurement_id', 'VALUE_REQUIRED') }, outcome: 'rejected', code: 'invalid_credentials', field: 'measurementId' },
  { name: 'a missing secret', answers: { [collect]: messages('api_secret', 'VALUE_REQUIRED') }, outcome: 'rejected', code: 'invalid_credentials', field: 'apiSecret' },
  { name: 'an answer without a body, as events get it', answers: { [collect]: { status: 200, type: 'text/plain', body: '' } }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a page of HTML with a good status', answers: { [collect]: page(200) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a body that ends early', answers: { [collect]: { status: 200, type: 'application/json', body: '{"validationMessages":[' } }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'too many requests', answers: { [collect]: page(429) }, outcome: 'error', code: 'rate_limited', retryAfter: 10 },
  { name: 'an outage', answers: { [collect]: page(503) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a page that says forbidden', answers: { [collect]: page(403) }, outcome: 'error', code: 'provider_unavailable' },

  { name: 'the property, its stream and its secret', signsIn: true, answers: {}, outcome: 'verified', says: /^Second Shop \(G-/ },
  { name: 'secrets that are not this one', signsIn: true, answers: { '/measurementProtocolSecrets': json(200, { measurementProtocolSecrets: [{ name: 'properties/1/dataStreams/2/measurementProtocolSecrets/3', displayName: 'Other', secretValue: 'Ab1dEf2GhI3jKl4MnO5pQr' }] }) }, outcome: 'rejected', code: 'invalid_credentials', field: 'apiSecret' },
  { name: 'a stream without secrets', signsIn: true, answers: { '/measurementProtocolSecrets': json(200, {}) }, outcome: 'rejected', code: 'invalid_credentials', field: 'apiSecret' },
  { name: 'secrets only an editor may read', signsIn: true, answers: { '/measurementProtocolSecrets': google(403, 'PERMISSION_DENIED') }, outcome: 'unverified' },
  { name: 'a property without this stream', signsIn: true, answers: { '/dataStreams': json(200, { dataStreams: [{ name: 'properties/1/dataStreams/2', type: 'WEB_DATA_STREAM', webStreamData: { measurementId: 'G-OTHER12345' } }] }) }, outcome: 'rejected', code: 'validation_failed', field: 'measurementId' },
  { name: 'a grant that is gone', signsIn: true, answers: { 'oauth2.googleapis.com': json(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }) }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a token that is refused twice', signsIn: true, answers: { [admin]: google(401, 'UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED') }, outcome: 'rejected', code: 'invalid_credentials', field: 'refreshToken' },
  { name: 'a property of somebody else', signsIn: true, answers: { [admin]: google(403, 'PERMISSION_DENIED') }, outcome: 'rejected', code: 'insufficient_permission', field: 'propertyId' },
  { name: 'a token without the scope', signsIn: true, answers: { [admin]: google(403, 'PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT') }, outcome: 'rejected', code: 'insufficient_permission', field: 'refreshToken' },
  { name: 'a project without the API', signsIn: true, answers: { [admin]: google(403, 'PERMISSION_DENIED', 'SERVICE_DISABLED') }, outcome: 'rejected', code: 'insufficient_permission', field: 'clientId' },
  { name: 'a used-up quota, told as forbidden', signsIn: true, answers: { [admin]: google(403, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED') }, outcome: 'error', code: 'rate_limited', retryAfter: 60 },
  { name: 'a property that does not exist', signsIn: true, answers: { [admin]: google(404, 'NOT_FOUND') }, outcome: 'rejected', code: 'validation_failed', field: 'propertyId' },
  { name: 'an outage of the Admin API', signsIn: true, answers: { [admin]: google(503, 'UNAVAILABLE') }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'HTML from the Admin API', signsIn: true, answers: { [admin]: page(502) }, outcome: 'error', code: 'provider_unavailable' },
  { name: 'a list where a property should be', signsIn: true, answers: { [admin]: json(200, []) }, outcome: 'error', code: 'provider_unavailable' },
];
