/**
 * The other side did not do what was asked. `later`: the same again may succeed, the engine repeats it with growing
 * pauses; `never`: a person must act. `message` is Russian, for that person; `code` is stable, for programs.
 */
export class ProviderError extends Error {
  readonly code: string;
  readonly retry: 'later' | 'never';
  /** Not before this moment. */
  readonly after: Date | undefined;

  constructor(code: string, message: string, options: ProviderErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProviderError';
    this.code = code;
    this.retry = options.retry;
    this.after = options.after;
  }
}

export interface ProviderErrorOptions {
  readonly retry: 'later' | 'never';
  readonly after?: Date;
  readonly cause?: unknown;
}

/** By its shape: an outside package may bring a copy of the class of its own. */
export function isProviderError(error: unknown): error is ProviderError {
  if (error instanceof ProviderError) return true;
  if (!(error instanceof Error) || error.name !== 'ProviderError') return false;
  const { code, retry } = error as Partial<Record<'code' | 'retry', unknown>>;
  return typeof code === 'string' && (retry === 'later' || retry === 'never');
}
