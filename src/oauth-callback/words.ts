import type { Delivery } from './post-callback.ts';
import type { CallbackBody } from './read-callback.ts';

/** What the look of a result may stand for, as `data-tone`. Without one it is neither good nor bad. */
type Tone = 'busy' | 'ok' | 'warn' | 'bad' | '';

/** The result as the page says it. `done`: nothing is left to read, the window may close by itself. */
export interface Words {
  tone: Tone;
  title: string;
  lines: readonly string[];
  done: boolean;
}

type Say = (tone: Tone, title: string, ...lines: string[]) => Words;

const close = 'You can close this window.';
const again = 'Go back to your settings and start again.';
const look = 'Your settings show whether it is connected. If it is not, start again there.';

/** `heard` is what became of the answer: `received` where the settings page has taken it over, null where the address held no answer. */
export function wordsFor(body: CallbackBody | null, heard: Delivery | 'received'): Words {
  const say: Say = (tone, title, ...lines) => ({ tone, title, lines: [...lines, close], done: false });
  const unfinished = "The provider agreed, but we couldn't finish";
  if (!body) return say('', 'There is nothing to finish here', `This page takes the answer of a sign-in, and its address holds none. ${look}`);
  if ('error' in body) return refusal(body, say);
  if (heard === 'received') return { ...say('ok', 'Access given', 'Your settings finish the connection.'), done: true };
  if (heard === 'unreachable') return say('bad', unfinished, `The server could not be reached. ${look}`);
  if ('status' in heard) {
    if (heard.status === 'completed') return { ...say('ok', 'Connected', 'Your settings show the connection.'), done: true };
    if (heard.status === 'needs_choice') return { ...say('', 'One more choice', 'Go back to your settings and choose the account. It is not connected until you do.'), done: true };
    if (heard.status === 'cancelled') return say('', 'This sign-in was cancelled', again);
    if (heard.status === 'expired') return say('', 'This sign-in took too long', again);
    return say('bad', unfinished, look);
  }
  if (heard.code === 'authorization_mismatch') return say('warn', 'This sign-in link is no longer valid', `It was used already, or it belongs to another sign-in. ${look}`);
  if (heard.code === 'authorization_expired') return say('', 'This sign-in took too long', again);
  if (heard.code === 'authorization_denied') return say('', "You didn't give access", `Nothing was connected. ${again}`);
  if (heard.code === 'unauthenticated') return say('warn', 'You are signed out here', `Nothing was connected. Sign in to your settings and start again.`);
  return say('bad', unfinished, look, ...(heard.requestId ? [`If you ask for help, name this request: ${plain(heard.requestId)}`] : []));
}

function refusal(body: { error: string; error_description?: string }, say: Say): Words {
  if (body.error === 'access_denied') return say('', "You didn't give access", `Nothing was connected. ${again}`);
  const description = body.error_description ? [`The provider says: “${plain(body.error_description)}”`] : [];
  return say('bad', "The provider couldn't finish the sign-in", `It answered with the code “${plain(body.error)}”. Nothing was connected. Try again in a few minutes from your settings.`, ...description);
}

/** A stranger's text: one line, without characters that reorder or hide what is read, 300 characters at most. */
function plain(text: string): string {
  return [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')].slice(0, 300).join('');
}
