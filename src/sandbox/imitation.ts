import type { Hono } from 'hono/tiny';

/** One imitated provider: its API, and how it says the things every provider can say. */
export interface Imitation {
  provider: string;
  /** Serves the paths below `/<provider>`, host first. */
  routes: Hono;
  /** Real bodies and headers of answers that depend on nothing but where they are asked for. */
  answers: Readonly<Record<'down' | 'rate_limited' | 'revoked' | 'lacking', (host?: string, path?: string) => Response>>;
  /** Does this call change something? Default: all but GET. `path` begins with `/`, after the host. */
  isWrite?(method: string, path: string, host: string): boolean;
  /** Is this where a person agrees? No fault of calls is met there. */
  isConsent?(host: string, path: string): boolean;
}

/** A JSON answer with its own content type. */
export function json(body: unknown, status: number, type: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': type } });
}

/** User name and password of an Authorization header (RFC 7617), or null. */
export function basicAuth(header: string | undefined): { user: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  try {
    const text = atob(encoded);
    const colon = text.indexOf(':');
    return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
  } catch {
    return null;
  }
}
