export type { IntegrationsDatabase } from '../storage/database.ts';
export { openPGlite } from './open-pglite.ts';
