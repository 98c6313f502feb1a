import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';

/** What the notes of a card are drawn from. */
export interface CardNotesProps {
  id: string;
  integration: Integration;
  provider: ProviderDefinition;
}
