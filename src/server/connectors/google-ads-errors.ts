import { isPlainObject } from '../../core/visibility.ts';
import { busy, type ErrorRule, type ReadRefusal } from './error-rules.ts';

/** Google Ads names its reasons inside `error.details`; `searchStream` wraps the whole in a list. https://developers.google.com/google-ads/api/docs/best-practices/error-types */
export const readGoogleAdsRefusal: ReadRefusal = ({ status, json }) => {
  if (status >= 200 && status <= 299) return null;
  const body: unknown = Array.isArray(json) ? (json as unknown[])[0] : json;
  const error = isPlainObject(body) && isPlainObject(body['error']) ? body['error'] : {};
  const details = (Array.isArray(error['details']) ? error['details'] : []).filter(isPlainObject);
  const failures = details.flatMap((detail) => (Array.isArray(detail['errors']) ? (detail['errors'] as unknown[]) : [])).filter(isPlainObject);
  const named = failures.map((failure) => (isPlainObject(failure['errorCode']) ? Object.values(failure['errorCode'])[0] : undefined)).find((code) => typeof code === 'string');
  const reason = details.map((detail) => detail['reason']).find((one) => typeof one === 'string');
  const general = typeof error['status'] === 'string' ? error['status'] : undefined;
  return { code: (named ?? reason ?? general), retryAfter: waitIn(failures) };
};

/** `quotaErrorDetails.retryDelay` is written "5s". */
function waitIn(failures: readonly Record<string, unknown>[]): number | undefined {
  for (const { details } of failures) {
    const quota = isPlainObject(details) ? details['quotaErrorDetails'] : undefined;
    const delay = isPlainObject(quota) ? quota['retryDelay'] : undefined;
    const seconds = typeof delay === 'string' ? /^([0-9]{1,6})(?:\.[0-9]{1,9})?s$/.exec(delay)?.[1] : undefined;
    if (seconds !== undefined) return Number(seconds) + 1;
  }
  return undefined;
}

/** What the refusals of Google Ads mean. https://developers.google.com/google-ads/api/reference/rpc/v25/AuthorizationErrorEnum.AuthorizationError */
export const googleAdsErrors: readonly ErrorRule[] = [
  { code: ['OAUTH_TOKEN_EXPIRED', 'OAUTH_TOKEN_INVALID', 'GOOGLE_ACCOUNT_COOKIE_INVALID', 'AUTHENTICATION_ERROR', 'OAUTH_TOKEN_REVOKED', 'OAUTH_TOKEN_DISABLED', 'GOOGLE_ACCOUNT_DELETED', 'UNAUTHENTICATED'], means: 'invalid_credentials', field: 'refreshToken', detail: 'Google no longer accepts this sign-in. Create a new refresh token.' },
  { code: 'NOT_ADS_USER', means: 'invalid_credentials', field: 'refreshToken', detail: 'The Google account behind this refresh token has no Google Ads account. Create the token with one that has.' },
  { code: ['CUSTOMER_NOT_FOUND', 'CLIENT_CUSTOMER_ID_INVALID', 'INVALID_CUSTOMER_ID'], means: 'invalid_credentials', field: 'customerId', detail: 'Google Ads knows no account with this customer ID. Copy the ten digits from the top of Google Ads.' },
  { code: ['USER_PERMISSION_DENIED', 'INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION'], means: 'insufficient_permission', field: 'loginCustomerId', detail: 'The sign-in may not use this account. If you reach it through a manager account, enter that one’s ID; else ask its admin for access.' },
  { code: ['TWO_STEP_VERIFICATION_NOT_ENROLLED', 'ADVANCED_PROTECTION_NOT_ENROLLED'], means: 'insufficient_permission', field: 'refreshToken', detail: 'The account asks for two-step verification. Turn it on for the Google account, then create a new refresh token.' },
  { code: ['CUSTOMER_NOT_ENABLED', 'INCOMPLETE_SIGNUP', 'ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT'], means: 'account_blocked', field: 'customerId', detail: 'This Google Ads account is not ready to use: it is suspended, cancelled or not fully set up. Resolve it in Google Ads, then try again.' },
  { code: ['CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION', 'DEVELOPER_TOKEN_NOT_APPROVED'], means: 'insufficient_permission', field: 'clientId', detail: 'Your Google Cloud project may only use test accounts. Ask for Explorer or Basic access to the Google Ads API in Google Cloud.' },
  { code: ['PROJECT_DISABLED', 'MISSING_TOS', 'SERVICE_ACCESS_DENIED', 'SERVICE_DISABLED', 'CLOUD_PROJECT_NOT_UNDER_ORGANIZATION', 'DEVELOPER_TOKEN_PROHIBITED'], means: 'insufficient_permission', field: 'clientId', detail: 'Your Google Cloud project is not set up for Google Ads. Enable the Google Ads API there and accept its terms.' },
  { code: ['DEVELOPER_TOKEN_INVALID', 'ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN'], means: 'invalid_credentials', field: 'developerToken', detail: 'Google does not accept this developer token. Leave it out: it is no longer needed.' },
  { code: ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'ACTION_NOT_PERMITTED', 'PERMISSION_DENIED'], means: 'insufficient_permission', field: 'refreshToken', detail: 'The sign-in may not do this. Create the refresh token with the scope adwords, by somebody with standard or admin access.' },
  { code: ['RESOURCE_EXHAUSTED', 'RESOURCE_TEMPORARILY_EXHAUSTED', 'EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION'], means: 'rate_limited', detail: busy('Google Ads') },
];

/** What the token endpoint says (RFC 6749 §5.2). `invalid_client` is about the app, never about the person. */
export const googleTokenErrors: readonly ErrorRule[] = [
  { code: 'invalid_grant', means: 'invalid_credentials', field: 'refreshToken', detail: 'Google says this refresh token has expired or was revoked. Create a new one. Tokens of a consent screen in testing end after seven days.' },
  { code: 'invalid_client', means: 'invalid_credentials', field: 'clientSecret', detail: 'Google does not know this client ID with this secret. Copy both from Google Cloud, under Credentials.' },
  { code: 'unauthorized_client', means: 'invalid_credentials', field: 'clientId', detail: 'The refresh token was made with another OAuth client. Enter that client, or make a token with this one.' },
];

/** The token endpoint names its reason in `error`. */
export const readTokenRefusal: ReadRefusal = ({ status, json }) => {
  if (status >= 200 && status <= 299) return null;
  const error = isPlainObject(json) ? json['error'] : undefined;
  return { code: typeof error === 'string' ? error : undefined };
};
