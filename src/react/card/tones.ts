import type { CardState } from '../../client/card-state.ts';

/** The shape (and colour) of a state's badge: ring, dot, diamond, square, bars, or a turning arc. */
export type Tone = 'none' | 'ok' | 'warn' | 'bad' | 'paused' | 'busy' | 'unknown';

export const tones: Readonly<Record<CardState, Tone>> = {
  available: 'none', connecting: 'busy', connected: 'ok', unverified: 'warn', needs_reauth: 'bad', failing: 'bad', retrying: 'warn', paused: 'paused', disconnecting: 'busy', unknown: 'unknown',
};
