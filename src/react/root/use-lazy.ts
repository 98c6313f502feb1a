'use client';

import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';

/** Draws a component whose code is fetched once it is wanted; nothing until then. A failed fetch is tried again the next time it is wanted. */
export function useLazy<P extends object>(load: () => Promise<ComponentType<P>>, wanted: boolean): (props: P) => ReactNode {
  const [loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    if (!wanted || loaded) return;
    let left = false;
    load().then((component) => { if (!left) setLoaded(() => component); }, () => undefined);
    return () => { left = true; };
  }, [load, wanted, loaded]);
  return (props) => (wanted && loaded ? createElement(loaded, props) : null);
}
