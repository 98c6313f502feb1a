import { keepsOf } from '../list/keeps-of.ts';
import { Notices } from '../list/notices.tsx';
import { SearchResult } from '../list/search-result.tsx';
import { BrokenCard } from './broken-card.tsx';
import { CardBody } from './card-body.tsx';
import { CardMore } from './card-more.tsx';
import { perform } from './perform.ts';

/** See `root/details.ts`, which fetches it. */
export const details = { Notices, CardBody, CardMore, BrokenCard, SearchResult, keepsOf, perform } as const;
