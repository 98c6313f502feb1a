import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';

/** The test event code to use: the one just entered, else the one stored with the keys. @throws IntegrationsError `validation_failed`: an event without one would count as real. */
export function testCodeOf(values: Values, stored: string | undefined): string {
  const code = values['testEventCode'];
  if (typeof code === 'string' && code !== '') return code;
  if (stored !== undefined) return stored;
  const detail = 'Enter the code from the tab Test events: without one the event would count as real.';
  throw new IntegrationsError('validation_failed', { detail, fields: { testEventCode: detail } });
}
