'use client';

import { isBlank } from '../../core/visibility.ts';
import { usePart } from '../parts/use-part.ts';
import { useControlMessages } from './use-control-messages.ts';

/** What is stored of a field this page cannot edit. */
export function UnsupportedControl({ id, value, describedBy }: { id: string; value: unknown; describedBy: string | undefined }) {
  const part = usePart();
  const messages = useControlMessages();
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <>
      {/* It may scroll, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre {...part('control', { unsupported: true })} role="group" tabIndex={0} id={id} dir="ltr" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>{isBlank(value) ? messages.fieldNothingStored() : text}</pre>
      <p {...part('effect')}>{messages.fieldUnsupported()}</p>
    </>
  );
}
