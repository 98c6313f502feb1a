'use client';

import { useMemo } from 'react';
import type { FieldsFormProps } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';

/** Where a form gets remote choices from, as a prop; nothing when the backend has none. */
export function useLoadOptions(integration: string): Pick<FieldsFormProps, 'loadOptions'> {
  const { client } = useRoot();
  return useMemo(() => {
    if (!client.capabilities.has('options')) return {};
    return { loadOptions: (field, query, cursor, values, signal) => client.options(integration, field, { ...(query && { query }), ...(cursor && { cursor }), values }, signal) };
  }, [client, integration]);
}
