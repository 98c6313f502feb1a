import type { departureKey } from '../../core/authorization.ts';
import type { ErrorCode, Problem } from '../../core/errors.ts';
import type { acceptIntegration } from '../accept-integration.ts';
import type { cleanProblem } from '../clean-problem.ts';
import type { KeepIntegration, Ledger } from '../ledger.ts';
import type { runOperation } from '../run-operation.ts';
import type { cleanError } from '../to-error.ts';
import type { without } from '../without.ts';

/** What the verbs have loaded already. Handed over rather than imported, so that no bundler splits what a page has in one file. */
export interface VerbTools {
  ledger: Ledger;
  keepIntegration: KeepIntegration;
  runOperation: typeof runOperation;
  cleanError: typeof cleanError;
  cleanProblem: typeof cleanProblem;
  acceptIntegration: typeof acceptIntegration;
  without: typeof without;
  departureKey: typeof departureKey;
  failure: (code: ErrorCode) => Problem;
}
