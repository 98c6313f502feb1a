'use client';

import { useCallback } from 'react';
import { useWatch } from 'react-hook-form';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { RemoteControl } from '../controls/remote-control.tsx';
import type { LoadOptions } from '../controls/use-remote-options.ts';
import { useFormContext } from './form-context.ts';
import { ValueField } from './value-field.tsx';

/** A field whose choices the provider lists. They load again when a value they depend on changes. */
export function RemoteField({ field }: { field: FieldDescriptor }) {
  const { engine } = useFormContext();
  const { path, dependsOn = [] } = field;
  const watched: unknown = useWatch({ control: engine.control, name: dependsOn.length > 0 ? [...dependsOn] : [path], disabled: dependsOn.length === 0 });
  const load = useCallback<LoadOptions>((query, cursor, signal) => {
    const { loadOptions } = engine.props.current;
    return loadOptions ? loadOptions(path, query, cursor, engine.values(), signal) : Promise.resolve({ items: [], nextCursor: null });
  }, [engine, path]);
  const extra = { load, dependencies: dependsOn.length > 0 ? JSON.stringify(watched) : '', provider: engine.props.current.provider.name };
  return <ValueField field={field} name="select" group={field.kind !== 'text'} control={RemoteControl} extra={extra} />;
}
