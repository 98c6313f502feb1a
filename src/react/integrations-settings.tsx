'use client';

import { Integrations } from './integrations.ts';
import type { RootProps } from './root/root.tsx';

/** From this many providers on, looking is slower than searching. */
const searchFrom = 6;

export type IntegrationsSettingsProps = RootProps & {
  children?: never;
  /** Search and filters above the cards. Default: from six providers on. */
  search?: boolean;
};

/**
 * The whole Settings → Integrations page: cards by category, and the dialogs to connect, configure and disconnect.
 * Give it an `adapter` and `providers`, or a `client`. Built from exported parts only; see `Integrations`.
 */
export function IntegrationsSettings({ search, ...root }: IntegrationsSettingsProps) {
  const { length } = root.client?.providers ?? root.providers ?? [];
  return (
    <Integrations.Root {...root}>
      <Integrations.Header>{(search ?? length >= searchFrom) && <Integrations.Search />}</Integrations.Header>
      <Integrations.List />
      <Integrations.Dialogs />
    </Integrations.Root>
  );
}
