import type { OpenDialog } from '../root/root-context.ts';
import type { CardState } from '../../client/card-state.ts';

/** What can be pressed on a card, each by the key of its text. */
export type CardVerb = LeadingVerb | 'actionPause' | 'actionTest' | 'actionSendTest' | 'actionRename';
/** What a button of its own is shown for. */
export type LeadingVerb = 'actionConnect' | 'actionConfigure' | 'actionDisconnect' | 'actionReconnect' | 'actionRetry' | 'actionResume';

/** The buttons of a card by its state, the leading one first. Where there are two, "More actions" holds what else can be done. */
export const leadingVerbs: Readonly<Record<CardState, readonly LeadingVerb[]>> = {
  available: ['actionConnect'],
  connecting: [],
  connected: ['actionConfigure', 'actionDisconnect'],
  unverified: ['actionConfigure', 'actionDisconnect'],
  needs_reauth: ['actionReconnect', 'actionDisconnect'],
  failing: ['actionRetry', 'actionDisconnect'],
  retrying: ['actionRetry', 'actionDisconnect'],
  paused: ['actionResume', 'actionConfigure'],
  disconnecting: [],
  unknown: ['actionRetry'],
};

/** The verbs that open a dialog. */
export const dialogOf: Partial<Record<CardVerb, OpenDialog['kind']>> = { actionSendTest: 'test', actionConnect: 'connect', actionReconnect: 'connect', actionConfigure: 'configure', actionDisconnect: 'disconnect' };
