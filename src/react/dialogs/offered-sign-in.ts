import type { IntegrationsClient } from '../../client/client.ts';
import type { Integration } from '../../core/integration.ts';
import type { AnyForms } from './any-forms.ts';

/** How somebody can sign in here at the provider, with the host's app or one of their own; undefined where nobody can. */
export function offeredSignIn({ capabilities }: IntegrationsClient, { offersSignIn, redirectUri }: Integration, forms: AnyForms | null): AnyForms['auth']['oauth2'] {
  const signIn = capabilities.has('authorization') ? forms?.auth.oauth2 : undefined;
  return offersSignIn !== false || (redirectUri && (signIn?.app ?? signIn?.fields)) ? signIn : undefined;
}
