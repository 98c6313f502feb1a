'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Attempt, AuthorizationVerbs } from '../../client/authorization/attempt.ts';
import { useRoot } from '../root/root-context.ts';

/** The sign-in of one Integration and its verbs, once their code is here: only then can a click open a window. */
export function useSignIn(id: string, onDone: () => void): { attempt: Attempt | undefined; verbs: AuthorizationVerbs | null; failed: boolean; load: () => void } {
  const { client } = useRoot();
  const attempt = useSyncExternalStore(client.subscribe, () => client.getState().attempts?.[id], () => undefined);
  const [verbs, setVerbs] = useState<AuthorizationVerbs | null>(null);
  const [tries, setTries] = useState(1);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    client.authorizations().then((loaded) => { if (wanted) setVerbs(loaded); }, () => { if (wanted) setFailed(true); });
    return () => { wanted = false; };
  }, [client, tries]);
  // One that was begun before a reload stands in the Integration: what became of it is asked for.
  useEffect(() => {
    const { attempts, integrations } = client.getState();
    const begun = integrations[id]?.authorization;
    if (verbs && begun && !attempts?.[id]) verbs.resume(id, begun.id);
  }, [client, verbs, id]);
  const done = attempt?.phase === 'completed';
  const [doneBefore] = useState(done);
  useEffect(() => {
    if (!done || !verbs) return;
    verbs.dismiss(id);
    if (!doneBefore || attempt.returned) onDone();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- told once, whatever the caller renders meanwhile
  }, [done, verbs]);
  // What is over was read once its dialog is left.
  useEffect(() => () => {
    const phase = client.getState().attempts?.[id]?.phase;
    if (verbs && phase && ['blocked', 'closed', 'left', 'failed'].includes(phase)) verbs.dismiss(id);
  }, [client, verbs, id]);
  const load = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { attempt, verbs, failed, load };
}
