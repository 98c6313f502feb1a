import type { IntegrationsClient } from '../../client/client.ts';
import type { Integration } from '../../core/integration.ts';
import type { AnyForms } from './any-forms.ts';

/** How somebody can sign in here at the provider; undefined where nobody can. */
export const offeredSignIn = ({ capabilities }: IntegrationsClient, { offersSignIn }: Integration, forms: AnyForms | null): AnyForms['auth']['oauth2'] =>
  capabilities.has('authorization') && offersSignIn !== false ? forms?.auth.oauth2 : undefined;
