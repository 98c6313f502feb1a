import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { DetailMessages } from '../messages/detail-messages.ts';

/** What the notes of a card are drawn from. */
export interface CardNotesProps {
  id: string;
  integration: Integration;
  provider: ProviderDefinition;
  /** The words of what draws the notes; handed over, because what imports them fetches that too. */
  words: Pick<DetailMessages, 'actionDismiss' | 'pageOpensNewTab'>;
}

/** What one note of a card is drawn from. */
export interface CardNoteProps extends CardNotesProps {
  /** Opens the connect dialog, which the note leads to; `button` gets the focus back. */
  connect: (button: HTMLElement) => void;
}
