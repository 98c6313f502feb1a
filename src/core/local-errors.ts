/** HTTP status, whether the same request may help when sent again, English text. */
export type ErrorRow = readonly [status: number, retryable: boolean, text: string];

/** The members every problem has (RFC 9457) with our code. */
interface Basics {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

/** The rows of `errorTable` that a page needs before anything else has gone wrong, apart from the others, which load with the first need of them. */
export const localErrors = {
  timeout: [504, true, 'This took too long. Check again before repeating it.'],
  network_failed: [0, true, 'The connection was lost. Check your network, then check again.'],
  aborted: [0, false, 'The request was cancelled.'],
} as const satisfies Record<string, ErrorRow>;

type LocalCode = keyof typeof localErrors;

/** What makes an error recognisable as ours, also to another copy of the package. */
export const brand = Symbol.for('integrations-settings.error');

/** Any error of this package; `row` is the one of its code. */
export class BaseError<P extends Basics> extends Error {
  override readonly name = 'IntegrationsError';
  readonly code: P['code'];
  readonly problem: P;

  constructor(code: P['code'], [status, , text]: ErrorRow, more: Partial<Omit<P, 'code'>> = {}, cause?: unknown) {
    const { type = 'about:blank', title = titleOf(code), status: given = status, detail = text }: Partial<Basics> = more;
    super(detail);
    this.code = code;
    this.problem = { ...more, type, title, status: given, detail, code } as unknown as P;
    Object.defineProperty(this, brand, { value: true });
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause, configurable: true, writable: true });
  }
}

/** An error that arises in the browser. */
export const localError = (code: LocalCode, cause?: unknown): BaseError<Basics & { code: LocalCode }> => new BaseError(code, localErrors[code], {}, cause);

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
