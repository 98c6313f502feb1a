'use client';

import { useEffect, useState } from 'react';
import type { ProviderTest } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';

/** The test event of a provider, once its forms are here; they are fetched on the way to the button that leads here. */
export function useProviderTest(provider: string): ProviderTest | undefined {
  const { client } = useRoot();
  const [test, setTest] = useState<ProviderTest>();
  useEffect(() => {
    let wanted = client.capabilities.has('sendTest');
    // Without its forms nothing can be sent; the dialogs say so where it matters.
    if (wanted) client.forms(provider).then((forms) => { if (wanted) setTest(forms.test); }, () => undefined);
    return () => { wanted = false; };
  }, [client, provider]);
  return test;
}
