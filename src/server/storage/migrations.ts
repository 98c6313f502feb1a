import type { Migration } from 'kysely/migration';
import { accessUrl } from './migrations/access-url.ts';
import { auditChain } from './migrations/audit-chain.ts';
import { authorizations } from './migrations/authorizations.ts';
import { departures } from './migrations/departures.ts';
import { familyGrants } from './migrations/family-grants.ts';
import { initial } from './migrations/initial.ts';
import { openChoices } from './migrations/open-choices.ts';
import { ownApp } from './migrations/own-app.ts';
import { persons } from './migrations/persons.ts';
import { renewals } from './migrations/renewals.ts';
import { refusedSettings } from './migrations/refused-settings.ts';
import { plainRows } from './migrations/plain-rows.ts';
import { scopes } from './migrations/scopes.ts';

/** All migrations by name, applied in the order of their names. Forward only: one that was released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_initial': { up: initial },
  '0002_audit_chain': { up: auditChain },
  '0003_refused_settings': { up: refusedSettings },
  '0004_scopes': { up: scopes },
  '0005_authorizations': { up: authorizations },
  '0007_plain_rows': { up: plainRows },
  '0008_departures': { up: departures },
  '0009_access_url': { up: accessUrl },
  '0010_persons': { up: persons },
  '0011_own_app': { up: ownApp },
  '0013_open_choices': { up: openChoices },
  '0013_renewals': { up: renewals },
  '0014_family_grants': { up: familyGrants },
};
