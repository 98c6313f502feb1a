'use client';

import type { ComponentType } from 'react';
import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';
import type { SignInProps } from '../sign-in/sign-in.tsx';
import { dialogParts } from './dialog-parts.ts';

const laterSignIn = late(() => import('../sign-in/sign-in.tsx').then((module) => module.SignIn));
const Part: ComponentType<SignInProps> = laterPart(laterSignIn, (SignIn) => SignIn);

/** Signing in at a provider; its code is fetched where a definition offers it. */
export function SignIn(props: Omit<SignInProps, 'parts'>) {
  return <Part {...props} parts={dialogParts} />;
}
