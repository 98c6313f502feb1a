import type { Integration } from '../../core/integration.ts';

/** May there be more to say of a connected one than that: of what the provider refused, of access that is missing or ends? */
export const hasNotes = ({ problem, accessEndsAt, scopes }: Integration): unknown => problem || accessEndsAt || scopes?.missing.length;
