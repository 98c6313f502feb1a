'use client';

import { type ComponentType, useEffect, useState } from 'react';

/** A component whose code is fetched once it is wanted; null until then. A failed fetch is tried again the next time it is wanted. */
export function useLazy<P>(load: () => Promise<ComponentType<P>>, wanted: boolean): ComponentType<P> | null {
  const [loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    if (!wanted || loaded) return;
    let left = false;
    load().then((component) => { if (!left) setLoaded(() => component); }, () => undefined);
    return () => { left = true; };
  }, [load, wanted, loaded]);
  return wanted ? loaded : null;
}
