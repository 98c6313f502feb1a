/** What the provider answered, as it is published and posted: the fields of RFC 6749 §4.1.2 and RFC 9207, and TikTok's `auth_code`. */
export type CallbackBody = { state: string; iss?: string } & ({ code: string; scope?: string } | { auth_code: string; scope?: string } | { error: string; error_description?: string });

/** Reads the query of a redirect URI. Null where it is no authorization response, or an ambiguous one: no parameter may come twice (RFC 6749 §3.1). */
export function readCallback(query: string): CallbackBody | null {
  const parameters = new URLSearchParams(query);
  const names = ['state', 'iss', 'scope', 'code', 'auth_code', 'error', 'error_description'];
  if (names.some((name) => parameters.getAll(name).length > 1)) return null;
  const has = (name: string) => parameters.get(name) || undefined;
  const state = has('state');
  if (!state || !authorizationOf(state)) return null;
  const [iss, scope, code, authCode, error, description] = names.slice(1).map(has);
  const about = { state, ...(iss && { iss }) };
  const granted = { ...about, ...(scope && { scope }) };
  // An error beside a code is an error: the code of a refused sign-in is not to be used.
  if (error) return { ...about, error, ...(description && { error_description: description }) };
  // TikTok sends both, and takes only `auth_code`.
  if (authCode) return { ...granted, auth_code: authCode };
  return code ? { ...granted, code } : null;
}

/** The id of the authorization a state belongs to: `<id>.<secret>`. Empty where there is none. */
export function authorizationOf(state: string): string {
  return /^([\w-]+)\.[\w-]+$/.exec(state)?.[1] ?? '';
}
