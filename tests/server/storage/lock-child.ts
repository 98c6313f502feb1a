import { openPGlite } from '../../../src/server/pglite/index.ts';
import { lockDirectory } from '../../../src/server/pglite/directory-lock.ts';

// A second process for the lock tests. `open`: a whole database. `lock`: the lock alone. Says "held" or why not, and stays until it is told to go.
const [how, dataDir = ''] = process.argv.slice(2);
const began = process.cpuUsage();
try {
  const database = how === 'open' ? await openPGlite({ dataDir }) : null;
  if (!database) lockDirectory(dataDir);
  process.send?.({ held: true });
  process.on('message', (message) => {
    const closed = message === 'close' && database ? database.close() : Promise.resolve();
    void closed.then(() => process.exit(0));
  });
} catch (error) {
  process.send?.({ held: false, reason: (error as Error).message, took: (({ user, system }) => (user + system) / 1000)(process.cpuUsage(began)) }, () => process.exit(0));
}
