'use client';

import { useEffect, useState } from 'react';
import type { OAuthScope } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';
import type { CardNoteProps } from './card-notes-props.ts';
import { Note } from './note.tsx';
import { useNoteMessages } from './use-note-messages.ts';

/** Less was allowed at the sign-in than is needed: says what for, and leads to asking for just that (UX-58). Of what is optional nothing is said: leaving it out was a choice. */
export function AccessMissing({ integration: { scheme, scopes, offersSignIn, redirectUri }, provider, connect }: CardNoteProps) {
  const { client } = useRoot();
  const messages = useNoteMessages();
  const [asked, setAsked] = useState<readonly OAuthScope[]>([]);
  const wanted = scheme === 'oauth2' && Boolean(scopes?.missing.length);
  useEffect(() => {
    let shown = wanted;
    // Without the definition the scopes have no words; the dialog says that it could not be loaded.
    if (wanted) client.forms(provider.id).then(({ auth }) => { if (shown) setAsked(auth.oauth2?.scopes ?? []); }, () => undefined);
    return () => { shown = false; };
  }, [client, provider.id, wanted]);
  const reasons = asked.flatMap((scope) => (wanted && !scope.optional && scopes?.missing.includes(scope.id) ? [scope.reason] : []));
  if (reasons.length === 0) return null;
  return <Note name={provider.name} actions={offersSignIn === false && !redirectUri ? [] : [[messages.actionAddPermission(), connect]]}>{messages.accessMissing({ provider: provider.name, reasons })}</Note>;
}
