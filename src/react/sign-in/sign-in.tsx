'use client';

import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import type { AnyForms } from '../dialogs/any-forms.ts';
import type { Subject } from '../dialogs/use-subject.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import { ChooseAccount } from './choose-account.tsx';
import { draftOf } from './draft-of.ts';
import { isEmbedded } from './is-embedded.ts';
import { laterOwnApp } from './later-own-app.ts';
import { opensNoWindow } from './opens-no-window.ts';
import { OtherAccount } from './other-account.tsx';
import type { OwnAppParts } from './own-app.tsx';
import { ScopeList } from './scope-list.tsx';
import { screenOf, type SignInVerb } from './screen-of.ts';
import { useSignIn } from './use-sign-in.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

/** Under what name the ID of an own app stands in a draft; no field of a form has it. */
const ownDraft = 'own-app';

export interface SignInProps {
  subject: Subject;
  oauth2: NonNullable<AnyForms['auth']['oauth2']>;
  /** The form beside it, and its fields: what is typed there comes back with a tab that itself goes to the provider. */
  form: RefObject<FormHandle | null>;
  fields: readonly FieldDescriptor[];
  onDone: () => void;
  /** Its keys can be entered instead, below. */
  hasKeys: boolean;
  /** Fields filled in of an app of the merchant's own; null while none is asked for. */
  own: number | null;
  onOwn: (filled: number | null) => void;
  parts: OwnAppParts;
}

/** Signing in at the provider: what it will ask, the way there, and every state until it ends in words. */
export function SignIn({ subject: { integration, provider }, oauth2, form, fields, onDone, hasKeys, own, onOwn, parts }: SignInProps) {
  const { messages: page, readOnly } = useRoot();
  const messages = useSignInMessages();
  const part = usePart();
  const { id } = integration;
  const { scopes } = oauth2;
  const { attempt, verbs, failed, load } = useSignIn(id, onDone);
  const box = useRef<HTMLDivElement>(null);
  const [ownForm, setOwnForm] = useState<FormHandle | null>(null);
  const titleId = useId();
  // What was pressed is gone with its screen; the focus stays here, and what reads the screen out is the region.
  useLayoutEffect(() => {
    if (attempt && box.current && !box.current.contains(document.activeElement)) box.current.focus();
  }, [attempt]);
  const draft = attempt?.draft;
  const takesOwn = Boolean(integration.redirectUri && (oauth2.app ?? oauth2.fields));
  const isOwn = takesOwn && own !== null;
  const hosted = integration.offersSignIn !== false;
  const { code: OwnApp, failed: lacksOwn } = useLate(laterOwnApp, isOwn);
  // Whoever used an app of their own goes on with it, also after a reload.
  const [typed] = useState(draft?.[ownDraft]);
  const wasOwn = typed !== undefined || (integration.scheme === 'oauth2' && integration.credentials['clientSecret'] !== undefined);
  useLayoutEffect(() => {
    if (takesOwn && wasOwn) onOwn(0);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- as it was on opening
  }, []);
  useEffect(() => {
    if (draft) form.current?.setValues(draft);
  }, [draft, form]);
  // What is wrong with the app is told where it is corrected.
  const wrong = isOwn && attempt?.phase === 'failed' ? attempt.problem : undefined;
  useLayoutEffect(() => {
    if (!wrong?.fields || !verbs || !ownForm) return;
    const { fields: told, detail } = wrong;
    verbs.dismiss(id);
    // Once the form is shown again.
    queueMicrotask(() => ownForm.showErrors(told, detail));
  }, [wrong, verbs, ownForm, id]);

  const name = provider?.name ?? integration.provider;
  const missing = integration.status === 'connected' ? scopes.filter((scope) => integration.scopes?.missing.includes(scope.id)) : [];
  const asked = missing.length > 0 ? missing : scopes;
  const options = missing.length > 0 ? { scopes: missing.map((scope) => scope.id) } : {};
  const screen = attempt && screenOf(attempt, name, messages, isOwn);
  const noWindow = opensNoWindow();
  const goHere = (given?: Values) => verbs?.continueHere(id, { ...options, ...(given && { fields: given }) }, { ...draftOf(fields, form.current?.values()), ...(given && { [ownDraft]: given['clientId'] }) });
  const go = (given?: Values) => (noWindow ? goHere(given) : verbs?.begin(id, { ...options, ...(given && { fields: given }) }));
  const withApp = (then: (given?: Values) => void) => {
    if (!isOwn) return then();
    const given = ownForm?.validate();
    if (given) then(given);
    else verbs?.cancel(id);
  };
  const run: Record<SignInVerb, () => void> = {
    begin: () => withApp(go),
    continueHere: () => withApp(goHere),
    bringBack: () => verbs?.bringBack(id),
    retry: () => verbs?.retry(id),
    cancel: () => verbs?.cancel(id),
  };
  const { choices = [] } = attempt ?? {};
  const differs = choices.some(({ value }) => value === 'replace');
  const now = integration.account?.label ?? name;
  const choiceTitle = differs ? messages.signInOther({ now, other: choices[0]?.label ?? '' }) : messages.signInChoose();

  // The dialog is about to tell of it.
  if (attempt?.phase === 'completed') return null;
  return (
    <>
      {(!attempt || isOwn) && (
        <section {...part('sign-in')} aria-labelledby={`${titleId}-scopes`} hidden={attempt !== undefined}>
          <h3 id={`${titleId}-scopes`}>{messages.signInScopes({ provider: name })}</h3>
          <ScopeList scopes={asked} />
          {isEmbedded() ? (
            <p {...part('notice', { tone: 'warn' })}>{messages.signInEmbedded({ provider: name })} <a {...part('link')} href={window.location.href} target="_blank" rel="noopener">{messages.signInOwnTab()}</a></p>
          ) : (
            <>
              <p {...part('help')}>{messages[noWindow ? 'signInHowHere' : 'signInHow']({ provider: name })}</p>
              {failed && <p {...part('notice', { tone: 'bad' })}>{page.pageCodeFailed()} <Button onClick={load}>{page.actionRetry()}</Button></p>}
              {isOwn && lacksOwn && <LateFailure late={laterOwnApp} />}
              {provider && isOwn && OwnApp && <OwnApp integration={integration} provider={provider} oauth2={oauth2} parts={parts} onForm={setOwnForm} redirectUri={integration.redirectUri ?? ''} typed={typed} ready={verbs !== null} onDirtyChange={onOwn} onContinue={go} onBack={() => onOwn(null)} />}
              {!readOnly && !isOwn && hosted && (
                <Button kind="primary" aria-disabled={!verbs} onClick={run.begin}>
                  {!verbs && !failed && <Spinner />} {missing.length > 0 ? messages.signInAddPermission({ provider: name }) : oauth2.adds ?? messages.signInContinue({ provider: name })}
                </Button>
              )}
              {!readOnly && !isOwn && takesOwn && <Button kind={hosted ? 'quiet' : 'primary'} onClick={() => onOwn(0)}>{messages.signInOwn()}</Button>}
            </>
          )}
        </section>
      )}
      {!attempt && !isOwn && hasKeys && <p {...part('or')}>{messages.orWithKeys()}</p>}
      {attempt && (
        <div {...part('sign-in', { phase: attempt.phase, tone: screen?.tone })} ref={box} tabIndex={-1} role="group" aria-labelledby={titleId}>
          <div role="status">
            <h3 id={titleId}>{screen?.busy && <Spinner />} {screen?.title ?? choiceTitle}</h3>
            {screen?.lines.map((line) => <p key={line}>{line}</p>)}
          </div>
          {screen?.scopes && <ScopeList scopes={asked} />}
          {attempt.phase === 'needs_choice' && attempt.problem && <p {...part('error')} role="alert">{attempt.problem.detail}</p>}
          {attempt.phase === 'needs_choice' && (differs
            ? <OtherAccount now={now} choices={choices} onChoose={(choice) => verbs?.resolve(id, choice)} onKeep={run.begin} />
            : <ChooseAccount choices={choices} labelledBy={titleId} onChoose={(account) => verbs?.resolve(id, { account })} />)}
          {screen && screen.actions.length > 0 && (
            <div data-actions="">
              {screen.actions.map(([verb, text], index) => <Button key={verb} kind={index === 0 && !screen.busy ? 'primary' : 'plain'} onClick={run[verb]}>{text}</Button>)}
              {attempt.phase === 'failed' && attempt.problem && screen.tone && <code>{attempt.problem.code}{attempt.problem.requestId && ` · ${attempt.problem.requestId}`}</code>}
            </div>
          )}
        </div>
      )}
    </>
  );
}
