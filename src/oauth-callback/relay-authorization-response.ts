import { askPage, tellDelivered } from './ask-page.ts';
import { postCallback } from './post-callback.ts';
import { authorizationOf, readCallback } from './read-callback.ts';
import { readDeparture } from './read-departure.ts';
import { type Words, wordsFor } from './words.ts';

export interface RelayOptions {
  /** Where the answer goes when no page of this origin takes it. Default: `/api/integrations/<last segment of the path>/oauth/callback`. */
  deliver?: string;
}

/**
 * The one call of a host's OAuth callback page. Takes the provider's answer out of the address, hands it to the settings page or, without one, to the server,
 * says the result in words inside `<main>` and closes the window where nothing is left to read. A tab that left the settings page itself goes back to it. Never rejects; resolves when the result is said.
 */
export async function relayAuthorizationResponse({ deliver }: RelayOptions = {}): Promise<void> {
  const { pathname, search } = location;
  // First of all, so that no code stands in the history, in a referrer, or in what loads next.
  history.replaceState(null, '', pathname);
  const show = openStatus();
  const body = readCallback(search);
  show({ tone: 'busy', title: 'Finishing the sign-in…', lines: ['This takes a few seconds.'] });
  const departure = body && readDeparture(authorizationOf(body.state));
  // A page that went to the provider itself listens nowhere.
  const heard = body && (!departure && (await askPage(body)) ? 'received' : await postCallback(deliver ?? `/api/integrations/${pathname.split('/').filter(Boolean).at(-1) ?? ''}/oauth/callback`, body));
  if (body && heard !== 'received') tellDelivered(body);
  if (departure && heard) {
    if (heard === 'unreachable') departure.note('network_failed');
    else if (typeof heard === 'object' && 'code' in heard) departure.note(heard.code);
    return location.replace(departure.address);
  }
  const words = wordsFor(body, heard ?? 'unreachable');
  show(words);
  if (words.done) window.close();
}

function openStatus() {
  const main = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'));
  const status = main.appendChild(document.createElement('div'));
  status.setAttribute('role', 'status');
  const element = (name: string, text: string) => Object.assign(document.createElement(name), { textContent: text });
  return ({ tone, title, lines }: Omit<Words, 'done'>) => {
    document.title = title;
    status.dataset['tone'] = tone;
    status.replaceChildren(element('h1', title), ...lines.map((line) => element('p', line)));
  };
}
