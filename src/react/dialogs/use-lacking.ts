'use client';

import { useCallback } from 'react';
import { lackedBy } from '../../core/capabilities.ts';
import type { Integration } from '../../core/integration.ts';
import type { FieldsFormProps } from '../form/form-handle.ts';
import type { AnyForms } from './any-forms.ts';

/** Tells of a field what it requires and the connected credentials are known not to allow, in the definition's words. */
export function useLacking(forms: AnyForms | null, { scopes }: Integration): NonNullable<FieldsFormProps['lacking']> {
  const named = forms?.capabilities;
  return useCallback((field) => {
    const [missing] = lackedBy(field, scopes);
    return missing === undefined ? undefined : (named?.find((one) => one.id === missing) ?? { id: missing, name: missing, how: '' });
  }, [scopes, named]);
}
