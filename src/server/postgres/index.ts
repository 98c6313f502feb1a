export type { IntegrationsDatabase } from '../storage/database.ts';
export { openPostgres, type PostgresOptions } from './open-postgres.ts';
