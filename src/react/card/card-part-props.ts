import type { ProviderDefinition } from '../../core/provider.ts';
import type { IntegrationView } from '../root/use-integration.ts';

/** What the parts of a card are drawn from. */
export interface CardPartProps {
  view: IntegrationView;
  provider: ProviderDefinition;
}
