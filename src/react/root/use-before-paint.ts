'use client';

import { useEffect, useLayoutEffect } from 'react';

/** A layout effect in the browser; on the server, where React 18 would warn of one, nothing. */
export const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;
