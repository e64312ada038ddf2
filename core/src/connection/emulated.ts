import { type JsonObject, ProviderError } from '@reglament/sdk';
import type { SecretBox } from '../secret-box.ts';
import type { StoredConnection } from './connection.model.ts';

/** How each emulator that runs is reached, by its plugin: settings of a connection. */
export type Sides = Readonly<Record<string, JsonObject>>;

/** They may hold passwords of the emulators: sealed as secrets are, under a name that no connection has. */
const PLACE = 'emulators';

export function sealSides(box: SecretBox, sides: Sides): Buffer {
  return box.seal(JSON.stringify(sides), PLACE);
}

export interface EmulatedParts {
  readonly box: SecretBox;
  /** Whether this installation may speak to emulators at all. */
  readonly emulators: boolean;
}

/**
 * Settings that lead to the emulator. What the connection's own ones say of other things (a neighbour that signs, a mnemonic)
 * stays; its secrets are not for it. @throws ProviderError: never by the own ones instead
 */
export function emulatedSettings({ box, emulators }: EmulatedParts, stored: StoredConnection): JsonObject {
  if (!emulators) throw forbidden();
  const side = stored.sides === null ? undefined : openSides(box, stored.sides.sealed)[stored.plugin];
  if (side === undefined) throw away();
  return { ...stored.settings, ...side };
}

function openSides(box: SecretBox, sealed: string): Sides {
  try {
    return JSON.parse(box.open(Buffer.from(sealed, 'base64'), PLACE));
  } catch (error) {
    const text = 'Адрес эмулятора не читается: у процессов системы разный SECRET_KEY. Сообщите администратору сервера.';
    throw new ProviderError('secretsUnreadable', text, { retry: 'never', cause: error });
  }
}

function forbidden(): ProviderError {
  const text =
    'Подключение работает с эмулятором, а в этой установке эмуляторы запрещены: ничего не отправлено. Выключите эмулятор в «Подключениях».';
  return new ProviderError('emulatorForbidden', text, { retry: 'never' });
}

function away(): ProviderError {
  const text =
    'Эмулятор ещё не запущен: ничего не отправлено. Через несколько секунд попытка повторится сама; если не поможет, проверьте, что работает процесс с ролью all или worker.';
  return new ProviderError('emulatorAway', text, { retry: 'later' });
}
