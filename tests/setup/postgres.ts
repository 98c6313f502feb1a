import type { TestProject } from 'vitest/node';
import { aPostgresServer } from './postgres-server.ts';

/** One PostgreSQL server for the run. */
export default async function startPostgres(project: TestProject): Promise<() => void> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    project.provide('postgresUrl', given);
    return () => {};
  }
  const server = await aPostgresServer();
  project.provide('postgresUrl', server.url);
  return () => server.remove();
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}
