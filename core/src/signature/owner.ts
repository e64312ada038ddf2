import { fullName } from '../session/session.ts';
import type { Certificate } from './certificate.ts';

interface Person {
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string | null;
}

/** Why this person may not sign with it, in words; undefined: it names them. Letters alone count, «ё» is «е». */
export function ownerProblem({ person }: Pick<Certificate, 'person'>, user: Person): string | undefined {
  if (person === null) {
    return 'Сертификат не называет человека (фамилию, имя, отчество). Выберите свой личный сертификат.';
  }
  const own = fullName(user);
  if (plain(person) === plain(own)) return undefined;
  return `Сертификат выдан другому лицу: ${person}. Здесь подписывает ${own} – выберите свой сертификат.`;
}

const plain = (name: string) => name.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
