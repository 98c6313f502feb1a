'use client';

import { useEffect, useId, useState } from 'react';
import { loadOwnApp } from '../../core/load-own-app.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { OwnAppForm, ProviderDefinition } from '../../core/provider.ts';
import type { AnyForms } from '../dialogs/any-forms.ts';
import type { Guide } from '../dialogs/guide.tsx';
import type { FieldsForm } from '../form/fields-form.tsx';
import type { FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { RedirectUri } from './redirect-uri.tsx';
import { useOwnAppMessages } from './use-own-app-messages.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

/** What is drawn with. Handed over rather than imported: the dialog has it already. */
export interface OwnAppParts {
  FieldsForm: typeof FieldsForm;
  Guide: typeof Guide;
}

export interface OwnAppProps {
  integration: Integration;
  provider: ProviderDefinition;
  oauth2: NonNullable<AnyForms['auth']['oauth2']>;
  parts: OwnAppParts;
  onForm: (form: FormHandle | null) => void;
  /** What the app must have registered. */
  redirectUri: string;
  /** The ID that was entered before this tab went to the provider. */
  typed: unknown;
  ready: boolean;
  onDirtyChange: (count: number) => void;
  /** Called within the click, so that a window may open. */
  onContinue: (fields: Values) => void;
  onBack: () => void;
}

/** Signing in with an app the merchant registered: the way to its ID and secret, the address it must know, and the form. */
export function OwnApp({ integration, provider, oauth2, parts: { FieldsForm, Guide }, onForm, redirectUri, typed, ready, onDirtyChange, onContinue, onBack }: OwnAppProps) {
  const { messages: page, readOnly } = useRoot();
  const messages = useOwnAppMessages();
  const signIn = useSignInMessages();
  const part = usePart();
  const id = useId();
  const [app, setApp] = useState<OwnAppForm | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    loadOwnApp(oauth2).then((loaded) => { if (wanted) setApp(loaded); }, () => { if (wanted) setFailed(true); });
    return () => { wanted = false; };
  }, [oauth2, tries]);

  const { name } = provider;
  // Of a sign-in with the host's app, and of entered keys, nothing belongs here.
  const stored = integration.scheme === 'oauth2' ? integration.credentials : {};
  const { clientId: known } = stored;
  const attach = (handle: FormHandle | null) => {
    onForm(handle);
    handle?.focusFirst();
  };
  return (
    <section {...part('own-app')} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{messages.ownAppTitle({ provider: name })}</h3>
      <p {...part('help')}>{messages.ownAppMore({ provider: name })}</p>
      {!app && !failed && <Spinner />}
      {failed && <p {...part('notice', { tone: 'bad' })}>{page.pageCodeFailed()} <Button onClick={() => { setFailed(false); setTries(tries + 1); }}>{page.actionRetry()}</Button></p>}
      {app && (
        <>
          <Guide steps={app.steps ?? []} />
          <RedirectUri uri={redirectUri} provider={name} />
          <FieldsForm
            id={id} provider={provider} schema={app.fields} purpose="credentials" initial={{ clientId: typeof typed === 'string' ? typed : known?.secret === false ? known.value : undefined }}
            stored={stored} readOnly={readOnly} handle={attach} onDirtyChange={onDirtyChange} onSubmit={onContinue}
          />
        </>
      )}
      <div data-actions="">
        {!readOnly && <Button kind="primary" type="submit" form={id} aria-disabled={!app || !ready}>{signIn.signInContinue({ provider: name })}</Button>}
        <Button kind="quiet" onClick={onBack}>{messages.ownAppBack()}</Button>
      </div>
    </section>
  );
}
