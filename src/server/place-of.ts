const errorName = /^[A-Z][A-Za-z]{0,40}(?:Error|Exception)$/;
// Of the system and of libraries (`ECONNRESET`, `UND_ERR_SOCKET`), or an SQLSTATE.
const errorCode = /^(?:[A-Z][A-Z_]{2,40}|[0-9A-Z]{5})$/;
const frame = /^\s+at .+:\d+:\d+\)?$/;

/** What of an error the log may hold (SR-82): kind, code and place, each only in the form such things have. Its message may quote a value, and so may anything a connector sets. */
export function placeOf(error: unknown): { error: string; code: string; place: string } {
  if (!(error instanceof Error)) return { error: typeof error, code: '', place: '' };
  const code = 'code' in error ? String(error.code) : '';
  return { error: errorName.test(error.name) ? error.name : 'Error', code: errorCode.test(code) ? code : '', place: framesOf(error) };
}

// The stack begins with the message, a line of which may look like a frame.
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  if (at < 0) return '';
  const frames = stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => frame.test(line));
  return frames
    .slice(0, 5)
    .map((line) => line.trim())
    .join(' < ');
}
