'use client';

import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';

/** On or off. A native checkbox has no read-only state, so it keeps its focus and ignores the change. */
export function SwitchControl({ id, value, onChange, onBlur, readOnly, invalid, describedBy }: ControlProps) {
  const part = usePart();
  return (
    <input {...part('input', { switch: true })} type="checkbox" role="switch" id={id} name={id} checked={value === true} onBlur={onBlur}
      onChange={(event) => readOnly || onChange(event.currentTarget.checked)}
      aria-disabled={readOnly || undefined} aria-invalid={invalid || undefined} aria-describedby={describedBy} />
  );
}
