import { parseArgs } from 'node:util';
import { databaseOptions, databaseUsage, openDatabase } from './open-database.ts';
import type { Verb } from './verb.ts';

/** Runs the migrations the server would run at its start, for deployments where the server may not change the schema. */
export const migrate: Verb = {
  usage: `migrate ${databaseUsage}

Brings the database to the schema of this version, in one transaction; safe to repeat, and while others start.
The user of the connection needs CREATE on the schema, and CREATEROLE where the role integrations_settings_app is missing.`,
  async run(args, { out }) {
    const { values } = parseArgs({ args: [...args], options: databaseOptions });
    const database = await openDatabase(values);
    try {
      // After the database is open: without Kysely that says what to install.
      const { migrate: migrateDatabase } = await import('../server/storage/migrate.ts');
      await migrateDatabase(database);
      out('The database has the schema of this version.');
      return 0;
    } finally {
      await database.close();
    }
  },
};
