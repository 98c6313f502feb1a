/** What a card shows, one row of the state table each. */
export type CardState =
  | 'available' | 'connecting' | 'connected' | 'unverified' | 'needs_reauth' | 'failing' | 'retrying' | 'paused' | 'disconnecting' | 'unknown';
