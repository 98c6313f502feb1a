export type RestHeaders = Readonly<Record<string, string>>;

export interface RestAdapterOptions {
  /** What precedes `/api`, such as `https://api.example.com`. Default `''`: the page's own origin. */
  baseUrl?: string;
  /** The store whose Integrations are shown. */
  storeId: string;
  /** Sent with every request, such as a bearer token; a function is asked before each. */
  headers?: RestHeaders | ((o: { signal: AbortSignal }) => RestHeaders | Promise<RestHeaders>);
  /** Offers to sign in at providers. For backends with an app registered there (`oauthClients` of our server); without it the page offers keys alone. */
  signIn?: boolean;
  /** Stands in for the global fetch. Cookies go to the page's own origin only; for another origin pass one that sets `credentials: 'include'`. */
  fetch?: typeof globalThis.fetch;
}
