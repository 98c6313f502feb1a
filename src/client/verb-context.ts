import type { IntegrationsAdapter } from '../core/adapter.ts';
import type { ProviderDefinition } from '../core/provider.ts';
import type { Tell } from './create-teller.ts';
import type { ClientState } from './state.ts';

/** What the verbs share with the client that loads them. */
export interface VerbContext {
  adapter: IntegrationsAdapter;
  /** Ends with `destroy`; afterwards it is another one. */
  life: () => AbortSignal;
  change: (step: (state: ClientState) => ClientState) => void;
  getState: () => ClientState;
  providers: readonly ProviderDefinition[];
  /** Their ids. */
  offered: readonly string[];
  /** Milliseconds. */
  deadline: number;
  now: () => number;
  tell: Tell;
}
