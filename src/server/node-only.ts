// What bundlers for the browser get in the place of the Node-only entries: the same names, and a plain explanation.

/** Node only; see `./server/pglite`. @throws Error always, in a browser. */
export const openPGlite = refuse('openPGlite');
/** Node only; see `./server/postgres`. @throws Error always, in a browser. */
export const openPostgres = refuse('openPostgres');
/** Node only; see `./server/node`. @throws Error always, in a browser. */
export const pinnedFetch = refuse('pinnedFetch');
/** Node only; see `./server/node`. @throws Error always, in a browser. */
export const toNodeListener = refuse('toNodeListener');

function refuse(name: string): () => never {
  return () => {
    throw new Error(`integrations-settings: ${name}() was called in a browser. It holds keys and a database, so it runs on a server (Node, or a runtime that is compatible with it). Import it from server code only.`);
  };
}
