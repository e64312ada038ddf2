import { GostError } from '@reglament/gost';
import { isProviderError, ProviderError } from '@reglament/sdk';

/** What a person must set right. */
export function misconfigured(code: string, message: string, cause?: unknown): ProviderError {
  return new ProviderError(code, message, { retry: 'never', ...(cause === undefined ? {} : { cause }) });
}

/** Material that cannot be used is told with where it was taken from; failures that are told already pass. */
export function inWords(where: string, error: unknown): unknown {
  if (isProviderError(error)) return error;
  if (error instanceof GostError) return misconfigured(error.code, `${where}: ${error.message}`, error);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return misconfigured('unreadable', `${where}: файл не читается (${error.code}). Проверьте путь и права.`, error);
  }
  return error;
}
