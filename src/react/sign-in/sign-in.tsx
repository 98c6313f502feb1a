'use client';

import { type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { OAuthScope } from '../../core/provider.ts';
import type { Subject } from '../dialogs/use-subject.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { ChooseAccount } from './choose-account.tsx';
import { draftOf } from './draft-of.ts';
import { isEmbedded } from './is-embedded.ts';
import { opensNoWindow } from './opens-no-window.ts';
import { OtherAccount } from './other-account.tsx';
import { ScopeList } from './scope-list.tsx';
import { screenOf, type SignInVerb } from './screen-of.ts';
import { useSignIn } from './use-sign-in.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

export interface SignInProps {
  subject: Subject;
  scopes: readonly OAuthScope[];
  /** The form beside it, and its fields: what is typed there comes back with a tab that itself goes to the provider. */
  form: RefObject<FormHandle | null>;
  fields: readonly FieldDescriptor[];
  onDone: () => void;
  /** Its keys can be entered instead, below. */
  hasKeys: boolean;
}

/** Signing in at the provider: what it will ask, the way there, and every state until it ends in words. */
export function SignIn({ subject: { integration, provider }, scopes, form, fields, onDone, hasKeys }: SignInProps) {
  const { messages: page, readOnly } = useRoot();
  const messages = useSignInMessages();
  const part = usePart();
  const { id } = integration;
  const { attempt, verbs, failed, load } = useSignIn(id, onDone);
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  // What was pressed is gone with its screen; the focus stays here, and what reads the screen out is the region.
  useLayoutEffect(() => {
    if (attempt && box.current && !box.current.contains(document.activeElement)) box.current.focus();
  }, [attempt]);
  const draft = attempt?.draft;
  useEffect(() => {
    if (draft) form.current?.setValues(draft);
  }, [draft, form]);

  const name = provider?.name ?? integration.provider;
  const missing = integration.status === 'connected' ? scopes.filter((scope) => integration.scopes?.missing.includes(scope.id)) : [];
  const asked = missing.length > 0 ? missing : scopes;
  const options = missing.length > 0 ? { scopes: missing.map((scope) => scope.id) } : {};
  const screen = attempt && screenOf(attempt, name, messages);
  const noWindow = opensNoWindow();
  const continueHere = () => verbs?.continueHere(id, options, draftOf(fields, form.current?.values()));
  const run: Record<SignInVerb, () => void> = {
    begin: () => (noWindow ? continueHere() : verbs?.begin(id, options)),
    continueHere,
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
  if (!attempt) {
    return (
      <>
        <section {...part('sign-in')} aria-labelledby={titleId}>
          <h3 id={titleId}>{messages.signInScopes({ provider: name })}</h3>
          <ScopeList scopes={asked} />
          {isEmbedded() ? (
            <p {...part('notice', { tone: 'warn' })}>{messages.signInEmbedded({ provider: name })} <a {...part('link')} href={window.location.href} target="_blank" rel="noopener">{messages.signInOwnTab()}</a></p>
          ) : (
            <>
              <p {...part('help')}>{messages[noWindow ? 'signInHowHere' : 'signInHow']({ provider: name })}</p>
              {failed && <p {...part('notice', { tone: 'bad' })}>{page.pageCodeFailed()} <Button onClick={load}>{page.actionRetry()}</Button></p>}
              {!readOnly && (
                <Button kind="primary" aria-disabled={!verbs} onClick={run.begin}>
                  {!verbs && !failed && <Spinner />} {missing.length > 0 ? messages.signInAddPermission({ provider: name }) : messages.signInContinue({ provider: name })}
                </Button>
              )}
            </>
          )}
        </section>
        {hasKeys && <p {...part('or')}>{messages.orWithKeys()}</p>}
      </>
    );
  }
  return (
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
  );
}
