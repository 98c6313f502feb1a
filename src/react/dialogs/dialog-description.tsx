'use client';

import type { ProviderDefinition } from '../../core/provider.ts';
import { Link } from '../parts/link.tsx';
import { useDialogMessages } from './use-dialog-messages.ts';

/** The line beneath a title, with the way to the provider's help at the same place in every dialog. */
export function DialogDescription({ provider, text }: { provider: ProviderDefinition; text: string }) {
  const messages = useDialogMessages();
  return (
    <>
      {text}
      {provider.docsUrl && <> <Link href={provider.docsUrl}>{messages.helpLink({ provider: provider.name })} <span aria-hidden="true">↗</span><span data-hint=""> {messages.opensInNewTab()}</span></Link></>}
    </>
  );
}
