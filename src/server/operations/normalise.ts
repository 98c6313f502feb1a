import type { Values } from '../../core/integration.ts';
import type { Connector } from '../connector.ts';

/** Given credentials in the form they are stored in. */
export function normalise(connector: Connector, given: Values): Values {
  try {
    return connector.normalise?.(given) ?? given;
  } catch {
    // Text was expected and something else came; the schema says so in the user's words.
    return given;
  }
}
