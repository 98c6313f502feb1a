'use client';

import type { ProviderDefinition } from '../../core/provider.ts';
import { isIntegrationsError } from '../../core/errors.ts';
import { useRoot } from '../root/root-context.ts';
import type { CardVerb } from './card-verbs.ts';

/** Runs a verb for one Integration: opens its dialog, or calls the client and says how it ended. */
export function useCardVerb(id: string, provider: ProviderDefinition): (verb: Exclude<CardVerb, 'rename'>, opener: HTMLElement | null) => void {
  const { client, messages, announce, openDialog } = useRoot();
  const name = provider.name;

  const run = async (call: Promise<unknown>, done: (answer: never) => string | null) => {
    try {
      const said = done((await call) as never);
      if (said) announce(said);
    } catch (error) {
      // The card shows the reason; whoever cannot see it hears it once.
      if (isIntegrationsError(error) && error.code !== 'aborted') announce(`${name}: ${error.problem.detail}`, 'assertive');
    }
  };

  return (verb, opener) => {
    switch (verb) {
      case 'connect':
      case 'reconnect':
        return openDialog({ kind: 'connect', integration: id }, opener);
      case 'configure':
      case 'disconnect':
        return openDialog({ kind: verb, integration: id }, opener);
      case 'retry':
        return void run(client.refresh(id), () => null);
      case 'pause':
        return void run(client.update(id, { enabled: false }), () => messages.cardPaused({ provider: name }));
      case 'resume':
        return void run(client.update(id, { enabled: true }), () => messages.cardResumed({ provider: name }));
      case 'test':
        return void run(client.verify(id), ({ outcome }: Awaited<ReturnType<typeof client.verify>>) => `${name}: ${messages.cardTestOutcome({ outcome })}`);
    }
  };
}
