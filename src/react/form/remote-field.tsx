'use client';

import { useCallback } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isBlank } from '../../core/visibility.ts';
import { RemoteControl } from '../controls/remote-control.tsx';
import type { LoadOptions } from '../controls/use-remote-options.ts';
import { useFormContext } from './form-context.ts';
import { useValue } from './use-value.ts';
import { ValueField } from './value-field.tsx';

/** A field whose choices the provider lists. They load again when a value they depend on changes. */
export function RemoteField({ field }: { field: FieldDescriptor }) {
  const { engine } = useFormContext();
  const { path, dependsOn = [] } = field;
  const dependencies = useValue(() => dependsOn.map((one) => JSON.stringify(engine.value(one))).join());
  const awaited = useValue(() => dependsOn.filter((one) => isBlank(engine.value(one))).flatMap((one) => engine.index.get(one)?.field.label ?? []).join(', '));
  const load = useCallback<LoadOptions>((query, cursor, signal) => {
    const { loadOptions } = engine.props.current;
    return loadOptions ? loadOptions(path, query, cursor, engine.values(), signal) : Promise.resolve({ items: [], nextCursor: null });
  }, [engine, path]);
  const extra = { load, dependencies, awaited, provider: engine.props.current.provider.name };
  return <ValueField field={field} name="select" group={field.kind === 'tags' || field.kind === 'choices'} control={RemoteControl} extra={extra} />;
}
