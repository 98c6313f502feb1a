export { pinnedFetch, type PinnedFetchOptions } from './pinned-fetch.ts';
export { type FetchHandler, toNodeListener } from './to-node-listener.ts';
