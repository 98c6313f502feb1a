import { IntegrationsError } from '../../core/errors.ts';

/** Can there be a store of this id? */
export function isStoreId(id: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id);
}

/** The store id as the database spells it. @throws IntegrationsError `not_found` for anything but a UUID, as for a store that does not exist. */
export function parseStoreId(id: string): string {
  if (!isStoreId(id)) throw new IntegrationsError('not_found');
  return id.toLowerCase();
}
