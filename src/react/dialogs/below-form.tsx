'use client';

import { ConnectionSection, type ConnectionSectionProps } from './connection-section.tsx';
import { RestoreDefaults, type RestoreDefaultsProps } from './restore-defaults.tsx';

export type BelowFormProps = Omit<ConnectionSectionProps, 'busy'> & RestoreDefaultsProps;

/** What stands below the form of a configuration: the way back to its defaults, and the connection. */
export function BelowForm({ fields, form, lacking, configure, ...connection }: BelowFormProps) {
  return (
    <>
      <RestoreDefaults configure={configure} fields={fields} form={form} lacking={lacking} />
      <ConnectionSection {...connection} busy={configure.saving} />
    </>
  );
}
