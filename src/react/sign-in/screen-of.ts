import type { Attempt } from '../../client/authorization/attempt.ts';
import type { SignInMessages } from '../messages/sign-in-messages.ts';

/** What can be pressed on a screen, the leading one first. */
export type SignInVerb = 'begin' | 'bringBack' | 'continueHere' | 'retry' | 'cancel';

/** What a sign-in shows: one screen for each of its states. */
export interface Screen {
  title: string;
  lines: readonly string[];
  /** Something runs. */
  busy?: boolean;
  tone?: 'warn' | 'bad';
  /** Repeats what is asked for. */
  scopes?: boolean;
  actions: readonly [SignInVerb, string][];
}

/** @param own with an app of the merchant's own, which may be set up wrongly. Null where the screen is a choice or the success, which draw themselves. */
export function screenOf({ phase, problem, retry, window: open }: Attempt, provider: string, messages: SignInMessages, own: boolean): Screen | null {
  const named = { provider };
  const cancel: [SignInVerb, string] = ['cancel', messages.signInCancel()];
  // To what else there is: the explanation, and the keys.
  const back: [SignInVerb, string] = ['cancel', messages.signInBack()];
  const again = (text: string): [SignInVerb, string] => ['begin', text];
  switch (phase) {
    case 'beginning':
      return { title: messages.signInOpening(named), lines: [], busy: true, actions: [cancel] };
    case 'leaving':
      return { title: messages.signInLeaving(named), lines: [], busy: true, actions: [cancel] };
    case 'waiting':
      return { title: messages.signInWaiting(named), lines: [messages.signInWaitingMore(), ...(own ? [messages.signInOwnWaiting(named)] : [])], busy: true, actions: open ? [['bringBack', messages.signInBringBack()], cancel] : [cancel] };
    case 'checking':
      return { title: messages.signInChecking(), lines: [messages.signInCheckingMore(named)], busy: true, actions: [again(messages.signInStartAgain()), cancel] };
    case 'finishing':
      return { title: messages.signInFinishing(named), lines: [], busy: true, actions: [] };
    case 'blocked':
      return { title: messages.signInBlocked(), lines: [messages.signInBlockedMore(named)], tone: 'warn', actions: [again(messages.signInTryAgain()), ['continueHere', messages.signInHere()]] };
    case 'closed':
      return { title: messages.signInClosed(), lines: [messages.signInClosedMore()], actions: [again(messages.signInTryAgain()), cancel] };
    case 'left':
      return { title: messages.signInLeft(named), lines: [messages.signInClosedMore()], actions: [again(messages.signInTryAgain()), cancel] };
    case 'failed':
      break;
    default:
      return null;
  }
  switch (problem?.code) {
    case 'authorization_denied':
      return { title: messages.signInDenied(), lines: [messages.signInDeniedMore(named)], scopes: true, actions: [again(messages.signInTryAgain()), back] };
    case 'authorization_mismatch':
      return { title: messages.signInMismatch(), lines: [messages.signInMismatchMore()], tone: 'warn', actions: [again(messages.signInStartAgain()), back] };
    case 'authorization_expired':
      return { title: messages.signInExpired(), lines: [messages.signInExpiredMore()], actions: [again(messages.signInStartAgain()), back] };
    case 'authorization_cancelled':
      return { title: messages.signInCancelled(), lines: [messages.signInClosedMore()], actions: [again(messages.signInStartAgain()), back] };
    default: {
      const lines = problem ? [problem.detail] : [];
      return retry
        ? { title: messages.signInUnfinished(named), lines, tone: 'bad', actions: [['retry', messages.signInRetry()], again(messages.signInStartAgain()), back] }
        : { title: messages.signInFailed(named), lines, tone: 'bad', actions: [again(messages.signInTryAgain()), back] };
    }
  }
}
