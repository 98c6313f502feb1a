'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Is the component still on screen? An outcome that arrives later is announced instead of shown. */
export function useAlive(): RefObject<boolean> {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return alive;
}
