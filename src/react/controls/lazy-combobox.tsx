'use client';

import { lazy, Suspense } from 'react';
import type { ControlProps } from '../root/root-context.ts';
import type { ComboboxProps } from './combobox-control.tsx';
import { optionsOf } from './options-of.ts';
import { SelectControl } from './select-control.tsx';

const Combobox = lazy(async () => ({ default: (await import('./combobox-control.tsx')).ComboboxControl }));

/** The search box, loaded when one is first shown. */
export function LazyCombobox(props: ControlProps & Partial<Pick<ComboboxProps, 'options' | 'search'>>) {
  const options = props.options ?? optionsOf(props.field);
  return <Suspense fallback={<SelectControl {...props} options={options} />}><Combobox {...props} options={options} /></Suspense>;
}
