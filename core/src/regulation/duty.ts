import type { DutyAmount, DutyExemption, StateDuty } from '@reglament/format';
import { requisites } from '../duty/requisites.ts';
import { russianMoney } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, type Clause, listing } from './clause.ts';
import { CHECK } from './passport.ts';
import { type Say, type Subject, sayer } from './subject.ts';

export function dutyChapter(subject: Subject): Chapter {
  const { duty } = subject.service;
  return {
    key: 'duty',
    title: 'Плата за предоставление услуги',
    clauses:
      duty === undefined
        ? [{ key: 'free', text: 'Услуга предоставляется бесплатно.' }]
        : clausesOf(duty, sayer(subject)),
  };
}

function clausesOf({ basis, amounts, before, exemptions = [], payee }: StateDuty, say: Say): Clause[] {
  const act = `${basis.title}${basis.clause === undefined ? '' : `, ${basis.clause}`}${basis.check ? CHECK : ''}`;
  return [
    {
      key: 'amounts',
      text: `За предоставление услуги взимается государственная пошлина (${act}) в размере:`,
      items: amounts.map((one, index) => amountText(one, { say, isOnly: index === 0 && amounts.length === 1 })),
    },
    ...(before === undefined ? [] : [{ key: 'before', text: MOMENTS[before] }]),
    ...listing(
      'exemptions',
      'От уплаты освобождаются:',
      exemptions.map((one) => exemptionText(one, say)),
    ),
    ...listing(
      'payee',
      'Реквизиты для уплаты:',
      payee === undefined ? [] : requisites(payee).map(({ title, value }) => `${title}: ${value}`),
    ),
  ];
}

const MOMENTS = {
  register: 'Пошлина уплачивается до подачи заявления: без уплаты оно не регистрируется.',
  grant: 'Пошлина уплачивается до принятия решения о предоставлении услуги.',
} as const;

interface Telling {
  readonly say: Say;
  readonly isOnly: boolean;
}

function amountText({ title, amount, when }: DutyAmount, { say, isOnly }: Telling): string {
  const condition =
    when === undefined || when === true ? (isOnly ? '' : ' – в остальных случаях') : `, если ${say(when)}`;
  const sum = amount === 0 ? 'не взимается' : russianMoney(amount);
  return `${titleOf(title)}: ${sum}${condition}`;
}

function exemptionText({ title, clause, when, check }: DutyExemption, say: Say): string {
  const condition = when === undefined || when === true ? '' : `, если ${say(when)}`;
  return `${titleOf(title)} (${clause})${check ? CHECK : ''}${condition}`;
}
