'use client';

import type { ProviderDefinition } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';
import { drawIcon } from './draw-icon.tsx';

/** The provider's mark on a tile, or its initials; decoration beside its name. */
export const ProviderIcon = ({ provider }: { provider: ProviderDefinition }) => drawIcon(useRoot(), provider);
