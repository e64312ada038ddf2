import type { DutyAmount, DutyExemption, ServiceDefinition, StateDuty } from '@reglament/format';
import { russianMoney } from '../../rule/russian.ts';
import { at } from '../finding.ts';
import { type Change, harmless, paired, same } from './change.ts';
import { conditionWords, named as name, type Speech, speechOf, textChange, whenWords } from './words.ts';

type Pair = readonly [before: ServiceDefinition, after: ServiceDefinition];

/** Cases that are registered keep what was due: nothing here breaks them. */
export function dutyChanges([before, after]: Pair): Change[] {
  const [old, now] = [before.duty, after.duty];
  if (same(old, now)) return [];
  if (now === undefined) return [harmless(['dutyRemoved', '/duty', 'Госпошлина за услугу больше не взимается'])];
  const [was, is] = [speechOf(before.form, before.rules), speechOf(after.form, after.rules)];
  if (old === undefined)
    return [harmless(['dutyAdded', '/duty', `Теперь взимается госпошлина: ${allAmounts(now, is)}`])];
  return [
    ...amountChanges([old, now], [was, is]),
    ...exemptionChanges(old.exemptions, now.exemptions),
    ...restChanges(old, now),
  ];
}

function allAmounts({ amounts }: StateDuty, speech: Speech): string {
  return amounts.map((one) => amountText(one, speech)).join('; ');
}

function amountText({ title, amount, when }: DutyAmount, speech: Speech): string {
  const condition = when === undefined ? '' : `, когда ${conditionWords(when, speech)}`;
  return `${russianMoney(amount)} – ${name(title)}${condition}`;
}

function amountChanges([old, now]: readonly [StateDuty, StateDuty], [was, is]: readonly [Speech, Speech]): Change[] {
  const { removed, added, kept } = paired(old.amounts, now.amounts);
  const place = (index: number) => at('duty', 'amounts', index);
  const change = (index: number, text: string) => harmless(['dutyAmountChanged', place(index), `Госпошлина: ${text}`]);
  const found = [
    ...removed.map(({ item, index }) => change(index, `размера ${name(item.title)} больше нет`)),
    ...added.map(({ item, index }) => change(index, `новый размер: ${amountText(item, is)}`)),
    ...kept.flatMap(({ before, after, index }): Change[] => {
      if (same(before, after)) return [];
      const title = `размер ${name(after.title)}`;
      if (before.amount !== after.amount) {
        return [change(index, `${title}: прежде ${russianMoney(before.amount)}, теперь ${russianMoney(after.amount)}`)];
      }
      if (!same(before.title, after.title)) return [change(index, `размер: ${textChange(before.title, after.title)}`)];
      const words = whenWords({ rule: after.when, speech: is }, { rule: before.when, speech: was });
      return [change(index, `${title} берётся теперь${words}`)];
    }),
  ];
  const moved = found.length === 0 && !same(old.amounts, now.amounts);
  return moved
    ? [harmless(['dutyAmountChanged', '/duty/amounts', 'Госпошлина: размеры проверяются в другом порядке'])]
    : found;
}

function exemptionChanges(old: readonly DutyExemption[] = [], now: readonly DutyExemption[] = []): Change[] {
  const { removed, added, kept } = paired(old, now);
  const change = (index: number, text: string) =>
    harmless(['dutyExemptionChanged', at('duty', 'exemptions', index), text]);
  return [
    ...removed.map(({ item, index }) => change(index, `Освобождения от госпошлины ${name(item.title)} больше нет`)),
    ...added.map(({ item, index }) => change(index, `Новое освобождение от госпошлины: ${name(item.title)}`)),
    ...kept
      .filter(({ before, after }) => !same(before, after))
      .map(({ after, index }) => change(index, `Освобождение от госпошлины ${name(after.title)} описано иначе`)),
  ];
}

const MOMENTS = { register: 'до регистрации заявки', grant: 'до решения о предоставлении' } as const;

function momentText({ before }: StateDuty): string {
  return before === undefined ? 'не указано' : MOMENTS[before];
}

function restChanges(old: StateDuty, now: StateDuty): Change[] {
  const moment = `Когда уплачивают госпошлину: прежде – ${momentText(old)}, теперь – ${momentText(now)}`;
  return [
    ...(old.before === now.before ? [] : [harmless(['dutyMomentChanged', '/duty/before', moment])]),
    ...(same(old.basis, now.basis)
      ? []
      : [harmless(['dutyChanged', '/duty/basis', 'Основание госпошлины указано иначе'])]),
    ...(same(old.payee, now.payee)
      ? []
      : [harmless(['dutyChanged', '/duty/payee', 'Изменены реквизиты для уплаты госпошлины'])]),
  ];
}
