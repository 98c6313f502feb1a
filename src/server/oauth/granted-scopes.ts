import { scopesOf, type Capability } from '../../core/capabilities.ts';
import type { Integration } from '../../core/integration.ts';
import type { OAuthScope } from '../../core/provider.ts';

interface Grant {
  /** What the definition asks for. */
  scopes: readonly OAuthScope[];
  /** What was granted; absent where the provider does not tell. */
  told: readonly string[] | undefined;
  asked: readonly string[];
  capabilities: readonly Capability[] | undefined;
  /** Capabilities the connector proved. */
  proven: readonly string[] | undefined;
}

/** What a sign-in allows, by scopes and the capabilities they stand for. Where no scopes are told, what was asked for was granted (RFC 6749 §5.1). */
export function grantedScopes({ scopes, told, asked, capabilities, proven }: Grant): Integration['scopes'] {
  if (scopes.length === 0) return scopesOf(capabilities, proven);
  const has = told ?? asked;
  const granted = [...new Set([...has, ...scopes.flatMap(({ id, capability }) => (capability !== undefined && has.includes(id) ? [capability] : []))])];
  return { granted, missing: scopes.flatMap(({ id }) => (granted.includes(id) ? [] : [id])) };
}
