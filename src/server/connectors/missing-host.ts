import { hasCauseCode } from '../egress/cause-code.ts';

/** Did the call fail because no such host exists? `EAI_AGAIN` is not one: then the name server is at fault. */
export function isMissingHost(error: unknown): boolean {
  return hasCauseCode(error, ['ENOTFOUND']);
}
