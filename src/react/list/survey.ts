import { type CardState, cardState } from '../../client/card-state.ts';
import type { ClientState } from '../../client/state.ts';
import { providerOf } from '../root/provider-of.ts';
import type { RootContextValue, View } from '../root/root-context.ts';
import { sameMembers } from '../../client/same-members.ts';

/** How many cards there are, are connected, and want a repair. */
export interface Counts {
  total: number;
  connected: number;
  attention: number;
}

/** The page as a whole: what every heading and list on it is drawn from. */
export interface Survey {
  /** Category → addresses to show, in order; only categories that have some. */
  shown: Map<string, string[]>;
  /** Category → counts of all its cards, shown or not. */
  counts: ReadonlyMap<string, Counts>;
  all: Counts;
  /** Nothing is out of the ordinary, so the page needs none of the details. */
  plain: boolean;
}

type Surveyed = Pick<RootContextValue, 'client' | 'categories'>;
const last = new WeakMap<Surveyed, { state: ClientState; view: View; survey: Survey }>();

/** Goes through all cards once for each state, whoever asks. */
export function surveyOf(root: Surveyed, state: ClientState, view: View): Survey {
  const before = last.get(root);
  if (before?.state === state && before.view === view) return before.survey;
  const survey = take(root, state, view);
  for (const [category, ids] of before?.survey.shown ?? []) if (sameMembers(ids, survey.shown.get(category) ?? [])) survey.shown.set(category, ids);
  last.set(root, { state, view, survey });
  return survey;
}

function take({ client, categories }: Surveyed, state: ClientState, { keeps }: View): Survey {
  const shown = new Map(Object.keys(categories).map((category) => [category, [] as string[]]));
  const counts = new Map<string, Counts>();
  const all = none();
  let plain = !state.problem && Object.keys(state.operations).length === 0;
  for (const id of state.order) {
    const provider = providerOf(client, id);
    if (!provider) continue;
    const { category } = provider;
    const integration = state.integrations[id];
    const card = cardState(integration, state.operations[id], state.unknown[id]);
    const connected = (integration?.status ?? 'disconnected') !== 'disconnected';
    const own = counts.get(category) ?? none();
    counts.set(category, own);
    const ids = shown.get(category) ?? [];
    shown.set(category, ids);
    for (const count of [own, all]) {
      count.total++;
      if (connected) count.connected++;
      if (needsAttention(card)) count.attention++;
    }
    plain &&= isPlain(card);
    if (!keeps || keeps(provider, integration, connected)) ids.push(id);
  }
  for (const [category, ids] of shown) if (ids.length === 0) shown.delete(category);
  return { shown, counts, all, plain: plain && shown.size > 0 };
}

const none = (): Counts => ({ total: 0, connected: 0, attention: 0 });

/** Does it stand still until somebody repairs it? */
export function needsAttention(state: CardState): boolean {
  return state === 'needs_reauth' || state === 'failing';
}

/** Is a card in this state drawn without the details? */
export function isPlain(state: CardState): boolean {
  return state === 'connected' || state === 'available';
}
