'use client';

import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

const laterSignIn = late(() => import('../sign-in/sign-in.tsx').then((module) => module.SignIn));

/** Signing in at a provider; its code is fetched where a definition offers it. */
export const SignIn = laterPart(laterSignIn, (code) => code);
