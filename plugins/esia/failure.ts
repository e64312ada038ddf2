import { isProviderError, ProviderError } from '@reglament/sdk';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** What an entrance came to grief on; where the other side itself spoke, in its words. */
export function failureOf(error: unknown): ProviderError {
  const known = providerErrorIn(error);
  if (known !== undefined) return known;
  if (error instanceof AuthorizationResponseError) return accessDenied(error.error_description ?? error.error);
  if (error instanceof ResponseBodyError) {
    return error.status >= 500 ? faulty(error.status) : refusedReturn(error.error_description ?? error.error, error);
  }
  const status = statusIn(error);
  if (status !== undefined && status >= 500) return faulty(status);
  return notGenuine(error);
}

export function accessDenied(reason: string): ProviderError {
  return new ProviderError('accessDenied', `Во входе отказано: ${oneLine(reason)}`, { retry: 'never' });
}

export function faulty(status: number): ProviderError {
  return new ProviderError('esiaFault', `Сбой на стороне входа (${status}). Попробуйте войти позже.`, {
    retry: 'later',
  });
}

export function refusedReturn(reason: string, cause?: unknown): ProviderError {
  const text = `Вход не подтверждён: ${oneLine(reason)}. Начните вход заново.`;
  return new ProviderError('notConfirmed', text, { retry: 'never', cause });
}

/** What came back is not what was asked, or not of whom it was asked. */
export function notGenuine(cause?: unknown): ProviderError {
  const text =
    'Ответ не прошёл проверку: подпись, адресат, срок или начало входа не те. Начните вход заново; если повторится, сообщите администратору.';
  return new ProviderError('notGenuine', text, { retry: 'never', cause });
}

function providerErrorIn(error: unknown): ProviderError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (isProviderError(at)) return at;
  return undefined;
}

function statusIn(error: unknown): number | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at.cause instanceof Response) return at.cause.status;
  return undefined;
}

const MOST = 300;

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, MOST);
}
