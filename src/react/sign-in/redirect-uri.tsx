'use client';

import { useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useOwnAppMessages } from './use-own-app-messages.ts';

/** The address an app must have registered, to be copied: providers compare it character by character. */
export function RedirectUri({ uri, provider }: { uri: string; provider: string }) {
  const part = usePart();
  const messages = useOwnAppMessages();
  const [copied, setCopied] = useState(false);
  const id = useId();
  const copy = () => void navigator.clipboard.writeText(uri).then(() => setCopied(true), () => undefined);
  return (
    <div {...part('field')}>
      <label {...part('label')} htmlFor={id}>{messages.ownAppRedirect()}</label>
      <p {...part('help')} id={`${id}-help`}>{messages.ownAppRedirectMore({ provider })}</p>
      <div {...part('control')}>
        <input {...part('input')} id={id} readOnly value={uri} aria-describedby={`${id}-help`} onFocus={(event) => event.target.select()} />
        {navigator.clipboard && <Button kind="quiet" onClick={copy} aria-live="polite">{copied ? messages.ownAppCopied() : messages.ownAppCopy()}</Button>}
      </div>
    </div>
  );
}
