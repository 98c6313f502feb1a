'use client';

import { useEffect } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { showWhole } from './show-whole.ts';
import type { Configure } from './configure-state.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { Subject } from './use-subject.ts';

export interface ConfigureNotesProps {
  configure: Configure;
  subject: Subject;
  fields: readonly FieldDescriptor[];
  /** Does the form differ from what is saved? */
  dirty: boolean;
  /** The Integration was disconnected or removed while the dialog was open. */
  left: 'disconnected' | 'removed' | null;
  onConnect: () => void;
}

/** What became of a save, and what happened elsewhere meanwhile; stands above the form. */
export function ConfigureNotes({ configure, subject, fields, dirty, left, onConnect }: ConfigureNotesProps) {
  const { announce, locale, readOnly } = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const provider = subject.provider?.name ?? subject.integration.provider;
  const { problem, saving, notDone, merged, savedAt, conflict, draft, unknown } = configure;
  const connect = left === 'disconnected' && <Button onClick={onConnect}>{messages.connectTitle({ provider })}</Button>;
  // Asked for, it is read out where it appears; otherwise nothing may take focus from what is being typed.
  const elsewhere = problem ? null : left === 'removed' ? messages.elsewhereRemoved({ provider }) : left && messages.elsewhereDisconnected({ provider, name: subject.integration.updatedBy });
  useEffect(() => {
    if (elsewhere) announce(elsewhere);
  }, [elsewhere, announce]);
  return (
    <>
      {problem && !saving && <ProblemNotice problem={problem} subject={subject} unknown={unknown} action={connect} />}
      {subject.integration.problem?.code === 'refused_by_provider' && !saving && !conflict && <RefusalNotice problem={subject.integration.problem} provider={provider} fields={fields} answered={savedAt !== null} onRetry={dirty || readOnly ? undefined : () => void configure.retry()} />}
      {elsewhere && <div {...part('notice', { tone: 'warn', pinned: true })}><p>{elsewhere}</p>{connect}</div>}
      {notDone && <p {...part('notice')} ref={showWhole}>{messages.notDoneYet()}</p>}
      {draft && !notDone && !unknown && <p {...part('notice')}>{messages.draftRestored()}</p>}
      {merged.length > 0 && !conflict && (savedAt ?? notDone) && <p {...part('notice')} ref={showWhole}>{messages[savedAt ? 'mergedNote' : 'mergedUnsaved']({ fields: new Intl.ListFormat(locale).format(merged) })}</p>}
    </>
  );
}
