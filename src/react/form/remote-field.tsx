'use client';

import { useCallback } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { withoutIndices } from '../../core/row-paths.ts';
import { valuesForOptions } from '../../core/values-for-options.ts';
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
  const lacking = engine.props.current.lacking?.(field) !== undefined;
  const dependencies = useValue(() => dependsOn.map((one) => JSON.stringify(engine.value(one))).join());
  const awaited = useValue(() => dependsOn.flatMap((one) => {
    const on = engine.find(one)?.field;
    return on && !on.mayBeBlank && isBlank(engine.value(one)) ? on.label : [];
  }).join(', '));
  const load = useCallback<LoadOptions>((query, cursor, signal) => {
    const { loadOptions } = engine.props.current;
    // Asking would only be refused.
    const kept = lacking && [engine.value(path)].flat().filter((one) => typeof one === 'string' && one !== '') as string[];
    if (kept) return Promise.resolve({ items: kept.map((value) => ({ value, label: value })), nextCursor: null });
    const ask = (until: AbortSignal) => loadOptions?.(withoutIndices(path), query, cursor, valuesForOptions(path, engine.values()), until) ?? Promise.resolve({ items: [], nextCursor: null });
    // Rows that ask the same at the same time are answered together.
    return path === withoutIndices(path) || query !== undefined ? ask(signal) : joined(engine, `${withoutIndices(path)} ${cursor ?? ''} ${dependencies}`, ask);
  }, [engine, path, dependencies, lacking]);
  const extra = { load, dependencies, awaited, lacking, provider: engine.props.current.provider.name };
  return <ValueField field={field} name="select" group={field.kind === 'tags' || field.kind === 'choices'} control={RemoteControl} extra={extra} />;
}

const underWay = new WeakMap<object, Map<string, ReturnType<LoadOptions>>>();

/** The answer that is being waited for already, or a new one. Nobody's leaving ends it, as others may wait too. */
function joined(form: object, question: string, ask: (until: AbortSignal) => ReturnType<LoadOptions>): ReturnType<LoadOptions> {
  const asked = underWay.get(form) ?? new Map<string, ReturnType<LoadOptions>>();
  underWay.set(form, asked);
  const answer = asked.get(question) ?? ask(new AbortController().signal).finally(() => asked.delete(question));
  asked.set(question, answer);
  return answer;
}
