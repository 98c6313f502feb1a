import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxOptions } from 'integrations-settings/sandbox';

type Kept = NonNullable<SandboxOptions['grants']>;

/** Keeps what was granted in the sandbox beside the database, so that a connection made by signing in outlives a restart of the demo. */
export function sandboxGrants(data: string): Kept {
  const path = join(data, 'sandbox-grants.json');
  return {
    load() {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as ReturnType<Kept['load']>;
      } catch {
        // The first start, or a file that was cut short: everyone signs in anew.
        return undefined;
      }
    },
    save(grants) {
      mkdirSync(data, { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(grants), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
