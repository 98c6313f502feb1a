import type { LedgerToken } from '../ledger.ts';
import type { Family } from './clients.ts';

/** What a person agreed to. */
export interface Consent {
  provider: string;
  family: Family;
  clientId: string;
  /** Grants of one app and person end together at some providers. */
  app: string;
  /** The name of the account. */
  account: string;
  scopes: readonly string[];
  /** What was asked for and refused. */
  declined: readonly string[];
}

/** What a code was made for. */
export interface CodeTerms {
  redirectUri: string;
  /** The S256 challenge (RFC 7636); null where none came. */
  challenge: string | null;
  /** When a refresh token is given. */
  offline: 'always' | 'first' | 'never';
}

export interface Grant extends Consent {
  id: string;
}

interface Code {
  consent: Consent;
  terms: CodeTerms;
  expiresAt: number;
  /** The grant it was exchanged for. */
  grant: string | null;
}

interface Token {
  grant: string;
  kind: 'access' | 'refresh';
  /** Milliseconds since 1970; null: never. */
  expiresAt: number | null;
  /** Another took its place. */
  replaced: boolean;
}

export interface FoundToken {
  grant: Grant;
  kind: Token['kind'];
  state: 'live' | 'expired' | 'replaced';
  /** Milliseconds since 1970; null: never. */
  expiresAt: number | null;
}

/** Everything that was granted, as plain data that can be kept while a sandbox is not running. */
export interface SavedGrants {
  codes: readonly (readonly [string, Code])[];
  grants: readonly (readonly [string, Grant])[];
  tokens: readonly (readonly [string, Token])[];
}

export type Grants = ReturnType<typeof createGrants>;

interface GrantsOptions {
  now: () => Date;
  record: (provider: string, event: LedgerToken['event']) => void;
  saved?: SavedGrants | undefined;
  save?: ((grants: SavedGrants) => void) | undefined;
}

const dayMs = 86_400_000;

/** The codes, grants and tokens of one sandbox. Codes and tokens are found by value; what is revoked is unknown from then on. */
export function createGrants({ now, record, saved, save }: GrantsOptions) {
  const codes = new Map(saved?.codes);
  const grants = new Map(saved?.grants);
  const tokens = new Map(saved?.tokens);
  let made = grants.size;
  const time = () => now().getTime();
  const after = (seconds: number | null) => (seconds === null ? null : time() + seconds * 1000);
  const kept = () => save?.({ codes: [...codes], grants: [...grants], tokens: [...tokens] });

  function open(consent: Consent): Grant {
    const grant = { ...consent, id: `${time()}-${++made}` };
    grants.set(grant.id, grant);
    return grant;
  }

  return {
    /** Keeps a code for `seconds`. */
    addCode(value: string, consent: Consent, terms: CodeTerms, seconds: number): void {
      for (const [old, code] of codes) if (code.expiresAt < time() - dayMs) codes.delete(old);
      codes.set(value, { consent, terms, expiresAt: time() + seconds * 1000, grant: null });
      kept();
    },
    findCode(value: string): { consent: Consent; terms: CodeTerms; state: 'fresh' | 'used' | 'expired' } | null {
      const code = codes.get(value);
      if (!code) return null;
      return { consent: code.consent, terms: code.terms, state: code.grant !== null ? 'used' : code.expiresAt <= time() ? 'expired' : 'fresh' };
    },
    /** Turns a code that is fresh into a grant. */
    redeem(value: string): Grant {
      const code = codes.get(value);
      if (!code || code.grant !== null) throw new TypeError('Only a fresh code is redeemed.');
      const grant = open(code.consent);
      code.grant = grant.id;
      record(grant.provider, 'issued');
      kept();
      return grant;
    },
    /** A grant that was made elsewhere. */
    open,
    grantOfCode: (value: string): Grant | undefined => grants.get(codes.get(value)?.grant ?? ''),
    /** Keeps a token for `seconds`, or for good. Tokens that ended long ago are forgotten. */
    addToken(value: string, grant: Grant, kind: Token['kind'], seconds: number | null): string {
      for (const [old, token] of tokens) if (token.kind === 'access' && token.expiresAt !== null && token.expiresAt < time() - dayMs) tokens.delete(old);
      tokens.set(value, { grant: grant.id, kind, expiresAt: after(seconds), replaced: false });
      kept();
      return value;
    },
    /** A token as the providers of one family know it. */
    findToken(family: Family, value: string | null | undefined): FoundToken | null {
      const token = tokens.get(value ?? '');
      const grant = token && grants.get(token.grant);
      if (!token || grant?.family !== family) return null;
      return { grant, kind: token.kind, state: token.replaced ? 'replaced' : token.expiresAt !== null && token.expiresAt <= time() ? 'expired' : 'live', expiresAt: token.expiresAt };
    },
    /** Writes down that a grant gave a further token. */
    refreshed: (grant: Grant): void => record(grant.provider, 'refreshed'),
    /** Lets a token live for another `seconds`. */
    extend(value: string, seconds: number): void {
      const token = tokens.get(value);
      if (token) token.expiresAt = after(seconds);
      kept();
    },
    /** Marks a token as one that another took the place of. */
    replace(value: string): void {
      const token = tokens.get(value);
      if (token) token.replaced = true;
      kept();
    },
    /** Takes scopes from a grant, or adds some. */
    change(grant: Grant, change: Partial<Pick<Consent, 'scopes' | 'declined'>>): void {
      grants.set(grant.id, { ...grant, ...change });
      kept();
    },
    /** The grants there are. */
    where: (wanted: (grant: Grant) => boolean): readonly Grant[] => [...grants.values()].filter(wanted),
    /** Ends grants with all their tokens. */
    revoke(wanted: (grant: Grant) => boolean): void {
      for (const grant of [...grants.values()].filter(wanted)) {
        grants.delete(grant.id);
        for (const [value, token] of tokens) if (token.grant === grant.id) tokens.delete(value);
        record(grant.provider, 'revoked');
      }
      kept();
    },
  };
}
