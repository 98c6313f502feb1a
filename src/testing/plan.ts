import type { ErrorCode } from '../core/errors.ts';
import { addCases } from './cases/add.ts';
import { authorizationCases } from './cases/authorization.ts';
import { configureCases } from './cases/configure.ts';
import { connectCases } from './cases/connect.ts';
import { failingConnectCase } from './cases/connect-failing.ts';
import { connectRaceCases } from './cases/connect-races.ts';
import { disconnectCases } from './cases/disconnect.ts';
import { impactCases } from './cases/impact.ts';
import { isolationCases } from './cases/isolation.ts';
import { listCases } from './cases/list.ts';
import { optionsCases } from './cases/options.ts';
import { secretCases } from './cases/secrets.ts';
import { sendTestCases } from './cases/send-test.ts';
import { statusCases } from './cases/status.ts';
import { subscribeCases } from './cases/subscribe.ts';
import { updateCases } from './cases/update.ts';
import { verifyCases } from './cases/verify.ts';
import type { CaseDefinition, ConformanceCapability, ConformanceFixture } from './conformance-case.ts';

type Planned = Exclude<ConformanceCapability, 'failures'>;

/** Every case there is for a fixture, by what it is about, in the order they are run; also those the fixture has too little for. */
export function plan({ credentials }: ConformanceFixture): Readonly<Record<Planned, readonly CaseDefinition[]>> {
  const failing = Object.entries(credentials.failing ?? {}).map(([code, values]) => failingConnectCase(code as ErrorCode, values));
  return {
    list: listCases,
    connect: [...connectCases, ...failing, ...connectRaceCases, ...secretCases],
    configure: configureCases,
    disconnect: disconnectCases,
    status: statusCases,
    verify: verifyCases,
    sendTest: sendTestCases,
    options: optionsCases,
    impact: impactCases,
    update: updateCases,
    add: addCases,
    subscribe: subscribeCases,
    authorization: authorizationCases,
    isolation: isolationCases,
  };
}
