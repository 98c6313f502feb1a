/** Loads what a card shows only after something was done with it. */
export const loadCardDetails = () => import('./card-details.tsx').then((module) => module.CardDetails);
/** Loads the list behind "More actions". */
export const loadMoreList = () => import('./more-list.tsx').then((module) => module.MoreList);
/** Loads the form that renames an Integration. */
export const loadRename = () => import('./rename.tsx').then((module) => module.Rename);
