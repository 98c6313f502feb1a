/** A backend somebody runs, and the stores in it that are kept for tests. */
export interface HttpBackend {
  /** What precedes `/api`. */
  url: string;
  store: string;
  otherStore?: string | undefined;
  /** Sent with every request. */
  headers: Readonly<Record<string, string>>;
}
