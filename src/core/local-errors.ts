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

/** Any error of this package. Its cause is raw evidence for logs; it is never enumerable, so it does not travel with the error. */
export class BaseError<P extends Basics> extends Error {
  override readonly name = 'IntegrationsError';
  readonly code: P['code'];
  readonly problem: P;

  constructor(problem: P, cause?: unknown) {
    super(problem.detail, { cause });
    this.code = problem.code;
    this.problem = problem;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** The problem a row of the table makes, where nothing more specific is known. */
export const problemOfRow = <Code extends string>(code: Code, [status, , detail]: ErrorRow): Basics & { code: Code } => ({ type: 'about:blank', title: code.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()), status, detail, code });

/** An error that arises in the browser. */
export const localError = (code: LocalCode, cause?: unknown): BaseError<Basics & { code: LocalCode }> => new BaseError(problemOfRow(code, localErrors[code]), cause);
