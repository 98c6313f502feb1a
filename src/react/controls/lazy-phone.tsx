'use client';

import { late } from '../root/late.ts';
import { barePhone } from './bare-phone.ts';
import type { InputProps } from './input-props.ts';
import { laterPart } from './later-part.tsx';
import { TextControl } from './text-control.tsx';

// Until the numbering plans are there, a number is typed with its country code; punctuation is no part of it.
const Plain = (props: InputProps) => <TextControl {...props} dir="ltr" onText={(raw) => props.onText(barePhone(raw))} />;

/** A phone number; the numbering plans of the world are fetched when one is first shown. */
export const PhoneControl = laterPart(late(() => import('./phone-control.tsx').then((module) => module.PhoneControl)), (control) => control, Plain);
