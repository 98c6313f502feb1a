// A starter of its own process: migrates the given database as soon as it is told to.
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { migrate } from '../../../src/server/storage/migrate.ts';

const database = openPostgres({ connectionString: process.argv[2] ?? '' });
process.once('message', () => {
  void migrate(database)
    .then(() => null, (error: unknown) => String(error))
    .then(async (reason) => {
      await database.close();
      process.send?.({ reason }, () => process.disconnect());
    });
});
process.send?.({ ready: true });
