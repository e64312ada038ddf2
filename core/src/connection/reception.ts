/**
 * Why nothing can be taken over a connection. `refused`: the other side does not let us, or our settings are wrong; `silent`:
 * it does not answer; `fault`: the plugin failed.
 */
export type Trouble = 'refused' | 'silent' | 'fault';

/** How taking what the other side has for us has been going. In order: no failures. */
export interface Reception {
  /** Looks in a row that failed. */
  readonly failures: number;
  /** The first of them. */
  readonly failingSince: Date | null;
  readonly reason: string | null;
  /** What a person is told; null while it is in order, or may yet be a passing silence. */
  readonly trouble: Trouble | null;
}

export interface FailedLook {
  readonly trouble: Trouble;
  readonly reason: string;
}

export const receptionInOrder: Reception = { failures: 0, failingSince: null, reason: null, trouble: null };

/** Silence passes by itself and is told when it lasts; what does not pass by itself is told at once. */
export function afterFailedLook(
  before: Reception,
  { trouble, reason }: FailedLook,
  { now, most }: { readonly now: Date; readonly most: number },
): Reception {
  const failures = before.failures + 1;
  const isTold = trouble !== 'silent' || before.trouble !== null || failures >= most;
  return { failures, failingSince: before.failingSince ?? now, reason, trouble: isTold ? trouble : null };
}

const advice: Readonly<Record<Trouble, string>> = {
  refused:
    'Само это не пройдёт: проверьте адрес, ключ и сертификат в настройках подключения. Сообщения ждут у поставщика, приём продолжится сам.',
  silent: 'Система спрашивает снова сама. Если это надолго, узнайте у поставщика, работает ли он.',
  fault:
    'Передайте разработчику модуля подробности из журнала сервера. Система спрашивает снова сама, сообщения ждут у поставщика.',
};

export interface ReceptionTrouble {
  readonly since: string;
  readonly reason: string;
  readonly advice: string;
}

/** For whoever looks after the exchange; null: in order. */
export function troubleView({ trouble, failingSince, reason }: Omit<Reception, 'failures'>): ReceptionTrouble | null {
  if (trouble === null || failingSince === null) return null;
  return { since: failingSince.toISOString(), reason: reason ?? '', advice: advice[trouble] };
}
