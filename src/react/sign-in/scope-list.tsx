'use client';

import type { OAuthScope } from '../../core/provider.ts';
import { usePart } from '../parts/use-part.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

/** What is asked for, in the words of why; the provider's own names stay small beside them. */
export function ScopeList({ scopes }: { scopes: readonly OAuthScope[] }) {
  const part = usePart();
  const messages = useSignInMessages();
  return (
    <ul {...part('scopes')}>
      {scopes.map(({ id, reason, optional }) => <li key={id}><span>{reason}{optional && <small> · {messages.signInOptional()}</small>}</span></li>)}
    </ul>
  );
}
