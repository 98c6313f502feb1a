import { isIntegrationsError } from '../../core/errors.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { detailMessages } from '../messages/detail-messages.ts';
import type { RootContextValue } from '../root/root-context.ts';
import type { CardVerb } from './card-verbs.ts';

/** Does what needs no dialog, and says how it ended. */
export async function perform({ client, messages: own, announce }: RootContextValue, { name }: ProviderDefinition, id: string, verb: CardVerb): Promise<void> {
  const messages = { ...detailMessages, ...own };
  try {
    switch (verb) {
      case 'actionRetry':
        await client.refresh(id);
        break;
      case 'actionPause':
        await client.update(id, { enabled: false });
        announce(messages.cardPaused({ provider: name }));
        break;
      case 'actionResume':
        await client.update(id, { enabled: true });
        announce(messages.cardResumed({ provider: name }));
        break;
      case 'actionTest':
        announce(`${name}: ${messages.cardTestOutcome({ outcome: (await client.verify(id)).outcome })}`);
        break;
      default: // the rest opens a dialog, or is a form of its own
    }
  } catch (error) {
    // The card shows the reason; whoever cannot see it hears it once.
    if (isIntegrationsError(error) && error.code !== 'aborted') announce(`${name}: ${error.problem.detail}`, 'assertive');
  }
}
