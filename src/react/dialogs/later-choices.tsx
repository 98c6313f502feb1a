'use client';

import { late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import type { DisconnectChoicesProps } from './disconnect-choices.tsx';

/** Fetches what is offered by few providers. */
const laterChoices = late(() => import('./disconnect-choices.tsx').then((module) => module.DisconnectChoices));

/** What may be removed at the provider as well, as soon as its code is there. */
export function DisconnectChoices(props: Omit<DisconnectChoicesProps, 'root'>) {
  const root = useRoot();
  const { code: Loaded, failed } = useLate(laterChoices, true);
  if (Loaded) return <Loaded {...props} root={root} />;
  return failed ? <LateFailure late={laterChoices} /> : null;
}
