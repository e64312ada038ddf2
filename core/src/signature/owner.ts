import { type CertificateOwner, type OwnerFault, ownerFault, type Signatory } from './owner-fault.ts';

/** Why this person may not sign with it, in words; undefined: it is theirs. */
export function ownerProblem(owner: CertificateOwner, me: Signatory): string | undefined {
  const fault = ownerFault(owner, me);
  return fault === undefined ? undefined : words[fault](owner, me);
}

/** A number of somebody else's is shown to nobody. */
const words = {
  foreignSnils: ({ person }, { fullName }) =>
    `Сертификат выдан другому лицу${person === null ? '' : ` (${person})`}: СНИЛС в нём не тот, что указан у сотрудника ${fullName}. Выберите свой сертификат.`,
  foreignName: ({ person }, { fullName }) =>
    `Сертификат выдан другому лицу: ${person}. Здесь подписывает ${fullName} – выберите свой сертификат.`,
  noSnils: () =>
    'В сертификате нет СНИЛС, а ведомство принимает только такие, где он есть. Выберите другой сертификат.',
  noOwnSnils: (_, { fullName }) =>
    `У сотрудника ${fullName} не указан СНИЛС, и сверить сертификат не с чем. Администратор указывает его в учётной записи.`,
  noPerson: () => 'Сертификат не называет человека (фамилию, имя, отчество). Выберите свой личный сертификат.',
} as const satisfies Record<OwnerFault, (owner: CertificateOwner, me: Signatory) => string>;
