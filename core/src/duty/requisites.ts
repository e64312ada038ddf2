import type { DutyPayee } from '@reglament/format';

const titles = {
  name: 'Получатель',
  inn: 'ИНН получателя',
  kpp: 'КПП получателя',
  account: 'Номер казначейского счёта',
  bank: 'Банк получателя',
  bik: 'БИК',
  correspondentAccount: 'Единый казначейский счёт',
  kbk: 'КБК',
  oktmo: 'ОКТМО',
} as const satisfies Record<keyof DutyPayee, string>;

/** By their names, in the order in which a payment order has them; what is not given is left out. */
export function requisites(payee: DutyPayee): { title: string; value: string }[] {
  return (Object.keys(titles) as (keyof typeof titles)[]).flatMap((key) => {
    const value = payee[key];
    return value === undefined ? [] : [{ title: titles[key], value }];
  });
}
