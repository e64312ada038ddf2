import { fullName } from '../session/session.ts';
import type { Certificate } from './certificate.ts';

interface Person {
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string | null;
  readonly snils: string | null;
  /** Their body takes no certificate without a СНИЛС. */
  readonly strict: boolean;
}

/**
 * Why this person may not sign with it, in words; undefined: it is theirs. Two СНИЛС decide whatever the names are – people change
 * them; where one is missing, the names do, unless the body is strict. Letters alone count, «ё» is «е».
 */
export function ownerProblem(
  { person, snils }: Pick<Certificate, 'person' | 'snils'>,
  user: Person,
): string | undefined {
  const own = fullName(user);
  if (snils !== null && user.snils !== null) {
    if (snils === user.snils) return undefined;
    const named = person === null ? '' : ` (${person})`;
    return `Сертификат выдан другому лицу${named}: СНИЛС в нём не тот, что указан у сотрудника ${own}. Выберите свой сертификат.`;
  }
  if (user.strict) {
    return snils === null
      ? 'В сертификате нет СНИЛС, а ведомство принимает только такие, где он есть. Выберите другой сертификат.'
      : `У сотрудника ${own} не указан СНИЛС, и сверить сертификат не с чем. Администратор указывает его в учётной записи.`;
  }
  if (person === null) {
    return 'Сертификат не называет человека (фамилию, имя, отчество). Выберите свой личный сертификат.';
  }
  if (plain(person) === plain(own)) return undefined;
  return `Сертификат выдан другому лицу: ${person}. Здесь подписывает ${own} – выберите свой сертификат.`;
}

const plain = (name: string) => name.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
