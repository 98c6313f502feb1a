// Builds the package, then runs the demo from what was built. One process, so that a signal to `npm run demo` reaches it.
import { spawnSync } from 'node:child_process';

const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (built.status !== 0) {
  console.error('The package could not be built, so there is nothing to show. What is wrong stands above.');
  process.exit(built.status ?? 1);
}
await import('./main.ts');
