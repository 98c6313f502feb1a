import type { Integration } from '../../core/integration.ts';

/** May there be more to say of one than its state: of what the provider refused, of access that is missing, ends, or is revoked? */
export const hasNotes = ({ problem, accessEndsAt, scopes, revocation }: Integration): unknown => problem || accessEndsAt || scopes?.missing.length || revocation !== 'none';
