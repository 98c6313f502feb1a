import { Notices } from '../list/notices.tsx';
import { BrokenCard } from './broken-card.tsx';
import { CardDetails } from './card-details.tsx';
import { CardMore } from './card-more.tsx';
import { perform } from './perform.ts';
import { TroubleLine } from './trouble-line.tsx';

/** See `root/details.ts`, which fetches it. */
export const details = { Notices, TroubleLine, CardDetails, CardMore, BrokenCard, perform } as const;
